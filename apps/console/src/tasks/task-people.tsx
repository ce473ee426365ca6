import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNames } from '../api/people.ts';
import type { Task } from '../api/tasks.ts';
import { useTimes } from '../ui/time.ts';

/** Who has it, for whom, who signs it: what somebody new to the task wants to know first. */
export function TaskPeople({ task }: { task: Task }) {
  const { t } = useTranslation('task');
  const name = useNames();
  const times = useTimes();
  const { delegation, signing, cover, nudged, accountable } = task;
  return (
    <dl className="task-people">
      <dt>{t('people.holder')}</dt>
      <dd>{task.assignee ? name(task.assignee) : t('toClaim', { names: task.candidates.map(name).join(', ') })}</dd>
      {cover && <><dt>{t('people.actingFor')}</dt><dd>{name(cover.for)}</dd></>}
      {delegation && <><dt>{t('people.delegated')}</dt><dd>{t(delegation.handedBack ? 'people.handedBack' : 'people.delegatedTo', { name: name(delegation.to), at: times.at(delegation.handedBack?.at ?? delegation.at) })} <q>{delegation.reason}</q></dd></>}
      {signing && signing.signers.length > 0 && (
        <>
          <dt>{t('signing.title', { mode: t(`signing.${signing.mode}`) })}</dt>
          <dd>{signing.signers.map((signer) => <Tag key={signer.person} color={signer.decision === 'approved' ? 'green' : signer.decision === 'rejected' ? 'red' : 'default'} title={signer.reason ?? undefined}>{name(signer.person)} · {t(`signing.${signer.decision ?? 'open'}`)}</Tag>)}</dd>
        </>
      )}
      {accountable && <><dt>{t('people.accountable')}</dt><dd>{name(accountable)}</dd></>}
      {nudged && <><dt>{t('people.nudged')}</dt><dd>{t('people.nudgedBy', { name: name(nudged.by), at: times.at(nudged.at), count: nudged.count })}</dd></>}
      {task.snooze && <><dt>{t('people.snoozed')}</dt><dd>{times.at(task.snooze.until)}</dd></>}
    </dl>
  );
}
