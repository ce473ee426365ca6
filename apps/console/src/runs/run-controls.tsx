import { MoreOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { can } from '#domain/identity/can';
import type { Action, Relation } from '#domain/identity/matrix';
import type { Overview, Run } from '../api/runs.ts';
import { useMe } from '../app/me.ts';
import { ActDialog } from '../ui/act-dialog.tsx';
import { CopyDialog } from './copy-dialog.tsx';
import { MoveDialog } from './move-dialog.tsx';
import { ReassignDialog, RepeatDialog, SeverityDialog, ShiftDialog } from './verb-dialogs.tsx';

const VERBS = ['pause', 'resume', 'pause-step', 'resume-step', 'skip', 'repeat', 'shift', 'reassign', 'severity', 'move', 'copy', 'cancel'] as const;
type Verb = (typeof VERBS)[number];
const ACTIONS: Record<Verb, Action> = {
  pause: 'run.pause', resume: 'run.resume', 'pause-step': 'run.pause', 'resume-step': 'run.resume', skip: 'run.skip', repeat: 'run.repeat',
  shift: 'run.shift', reassign: 'run.reassign', severity: 'run.severity', move: 'run.move', copy: 'run.copy', cancel: 'run.cancel',
};

/** Whether the verb makes sense as the run stands; the API has the last word. */
function fits(verb: Verb, { state, closedAt, pause, stepPause, step }: Run): boolean {
  if (verb === 'copy') return state !== 'starting';
  if (closedAt !== null || state === 'starting') return false;
  if (verb === 'pause') return pause === null;
  if (verb === 'resume') return pause !== null;
  if (verb === 'pause-step') return stepPause === null && step !== null;
  if (verb === 'resume-step') return stepPause !== null;
  return true;
}

/** What the reader may do with the run: the likeliest as a button, the rest under “more”, each with what it would move. */
export function RunControls({ run, overview }: { run: Run; overview: Overview | undefined }) {
  const { t } = useTranslation('runs');
  const me = useMe();
  const [verb, setVerb] = useState<Verb | null>(null);
  const relations: Relation[] = [...(run.managerId === me.id ? (['run'] as const) : []), ...(run.startedBy === me.id ? (['own'] as const) : [])];
  const offered = VERBS.filter((one) => fits(one, run) && can(me, ACTIONS[one], relations));
  const main = offered.find((one) => one === 'resume' || one === 'pause');
  const rest = offered.filter((one) => one !== main);
  if (offered.length === 0) return null;
  return (
    <>
      {main && <Button type={main === 'resume' ? 'primary' : 'default'} onClick={() => setVerb(main)}>{t(`verb.${main}`)}</Button>}
      {rest.length > 0 && (
        <Dropdown trigger={['click']} menu={{ items: rest.map((one) => ({ key: one, label: t(`verb.${one}`), danger: one === 'cancel', onClick: () => setVerb(one) })) }}>
          <Button icon={<MoreOutlined />}>{t('moreVerbs')}</Button>
        </Dropdown>
      )}
      {verb && <Dialog verb={verb} run={run} overview={overview} onClose={() => setVerb(null)} />}
    </>
  );
}

function Dialog({ verb, run, overview, onClose }: { verb: Verb; run: Run; overview: Overview | undefined; onClose: () => void }): ReactNode {
  const { t } = useTranslation('runs');
  const props = { run, onClose };
  if (verb === 'shift') return <ShiftDialog {...props} />;
  if (verb === 'repeat') return <RepeatDialog {...props} steps={overview?.steps ?? []} />;
  if (verb === 'reassign') return <ReassignDialog {...props} people={overview?.people ?? []} />;
  if (verb === 'severity') return <SeverityDialog {...props} />;
  if (verb === 'move') return <MoveDialog {...props} />;
  if (verb === 'copy') return <CopyDialog {...props} />;
  return <ActDialog title={t(`verb.${verb}`)} noun="runs" id={run.id} verb={verb} args={{ version: run.version }} danger={verb === 'cancel' || verb === 'skip'} onClose={onClose} />;
}
