import { Alert, Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useDuties, type Duties } from '../../api/accounts.ts';
import { Failure, Loading } from '../../ui/states.tsx';
import { useText } from '../../ui/text.ts';
import { useTimes } from '../../ui/time.ts';

/** What hangs on somebody, the gravest first: roles that nobody else holds, then work, runs, teams, deputyships. */
export function DutiesView({ id }: { id: string }) {
  const { t } = useTranslation('people');
  const duties = useDuties(id);
  if (duties.isPending) return <Loading />;
  if (duties.error) return <Failure error={duties.error} />;
  const { tasks, claimable, runs, roles, teams, deputyOf } = duties.data;
  const alone = roles.filter(({ others }) => others === 0).map(({ role }) => role);
  const quiet = tasks.total + claimable + runs.total + alone.length + teams.length + deputyOf.length === 0;
  return (
    <Flex vertical gap={8}>
      {quiet && <Typography.Text type="secondary">{t('duties.none')}</Typography.Text>}
      {alone.length > 0 && <Alert type="error" showIcon title={t('duties.alone', { roles: alone.join(', ') })} description={t('duties.aloneHint')} />}
      {tasks.total > 0 && <Tasks tasks={tasks} />}
      {claimable > 0 && <span>{t('duties.claimable', { count: claimable })}</span>}
      {runs.total > 0 && <details><summary>{t('duties.runs', { count: runs.total })}</summary><ul>{runs.items.map((run) => <li key={run.id}><Link to={`/runs/${run.id}`}>{run.title}</Link></li>)}</ul></details>}
      {teams.length > 0 && <span>{t('duties.teams', { names: teams.map(({ name }) => name).join(', ') })}</span>}
      {deputyOf.length > 0 && <span>{t('duties.deputyOf', { names: deputyOf.map(({ name }) => name).join(', ') })}</span>}
    </Flex>
  );
}

function Tasks({ tasks }: { tasks: Duties['tasks'] }) {
  const { t } = useTranslation('people');
  const text = useText();
  const times = useTimes();
  return (
    <details>
      <summary>{t('duties.tasks', { count: tasks.total })}</summary>
      <ul>
        {tasks.items.map((task) => (
          <li key={task.id}><Link to={`/tasks/${task.id}`}>{task.note ?? text(task.title)}</Link> · {task.runTitle}{task.dueAt !== null && <> · {times.at(task.dueAt)}</>}</li>
        ))}
      </ul>
    </details>
  );
}
