import { Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CoverTask } from '../../api/absences.ts';
import { useNames } from '../../api/people.ts';
import { useText } from '../../ui/text.ts';
import { useTimes } from '../../ui/time.ts';

/** Open tasks and who gets each. */
export function CoverTasks({ tasks, total }: { tasks: readonly CoverTask[]; total: number }) {
  const { t } = useTranslation('absences');
  const name = useNames();
  const text = useText();
  const times = useTimes();
  const moving = tasks.filter(({ to }) => to !== null);
  if (moving.length === 0) return <Typography.Text type="secondary">{t('tasks.none')}</Typography.Text>;
  return (
    <details open={moving.length <= 5}>
      <summary>{t('tasks.moving', { count: total > tasks.length ? total : moving.length })}</summary>
      <ul>
        {moving.map(({ id, title, note, runTitle, dueAt, to }) => (
          <li key={id}>{note ?? text(title)} · {runTitle}{dueAt !== null && <> · {times.at(dueAt)}</>} → <b>{name(to)}</b></li>
        ))}
      </ul>
    </details>
  );
}
