import { Alert, Card, Flex, Segmented, Tag, Typography } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { useNames } from '../api/people.ts';
import { usePlaybook } from '../api/playbooks.ts';
import { useOverview, useRun, type Overview, type Run } from '../api/runs.ts';
import { useMe } from '../app/me.ts';
import { Page } from '../ui/page.tsx';
import { Failure, Loading } from '../ui/states.tsx';
import { useText } from '../ui/text.ts';
import { useTimes } from '../ui/time.ts';
import { HealthTag, StateTag } from './health.tsx';
import { NextClock } from './next-clock.tsx';
import { RunControls } from './run-controls.tsx';
import { RunPeople } from './run-people.tsx';
import { RunSteps } from './run-steps.tsx';
import { RunStory } from './run-story.tsx';
import { RunThings } from './run-things.tsx';
import './runs.css';

const RunTimeline = lazy(() => import('./run-timeline.tsx').then((module) => ({ default: module.RunTimeline })));
const BODIES = ['story', 'timeline', 'people'] as const;
type Body = (typeof BODIES)[number];

/** A run whole: how it stands, what comes next, what happened, and what can be done with it. */
export function Component() {
  const { runId = '' } = useParams();
  const run = useRun(runId);
  const overview = useOverview(runId);
  if (run.isPending) return <Loading />;
  if (run.error) return <Failure error={run.error} retry={() => void run.refetch()} />;
  return <RunPage run={run.data} overview={overview.data} failure={overview.error} />;
}

function RunPage({ run, overview, failure }: { run: Run; overview: Overview | undefined; failure: Error | null }) {
  const { t } = useTranslation('runs');
  const [query, setQuery] = useSearchParams();
  const body = BODIES.find((name) => name === query.get('view')) ?? 'story';
  const next = overview?.standing.next ?? null;
  return (
    <Page title={run.title} below={<Below run={run} />} actions={<RunControls run={run} overview={overview} />}>
      <Banners run={run} />
      <Flex className="run-head" justify="space-between" align="start" gap={12} wrap>
        <Flex gap={4} wrap align="center">
          <StateTag state={run.state} />
          {overview && run.closedAt === null && <HealthTag standing={overview.standing} />}
          {run.severity !== null && <Tag color="volcano">{t('severity', { level: run.severity })}</Tag>}
          {run.turn > 1 && <Tag>{t('turn', { turn: run.turn })}</Tag>}
        </Flex>
        {next && run.closedAt === null && <NextClock next={next} />}
      </Flex>
      {failure && <Failure error={failure} />}
      {overview && <Card size="small" style={{ marginBottom: 16 }}><RunSteps run={run} overview={overview} /></Card>}
      <Segmented<Body> value={body} onChange={(value) => setQuery({ view: value }, { replace: true })} aria-label={t('views')} options={BODIES.map((name) => ({ value: name, label: t(`view.${name}`) }))} />
      <section aria-label={t(`view.${body}`)} style={{ marginTop: 12 }}>
        {body === 'story' && <RunStory runId={run.id} />}
        {body === 'timeline' && <Suspense fallback={<Loading />}><RunTimeline runId={run.id} /></Suspense>}
        {body === 'people' && <RunPeople runId={run.id} people={overview?.people ?? []} />}
      </section>
      <RunThings run={run} overview={overview} />
    </Page>
  );
}

function Below({ run }: { run: Run }) {
  const { t } = useTranslation('runs');
  const name = useNames();
  const times = useTimes();
  const text = useText();
  const { data: playbook } = usePlaybook(run.playbook.slug, run.playbook.version);
  const { temporalUiUrl, temporalNamespace = 'default' } = useMe();
  return (
    <Typography.Text type="secondary">
      <Link to="/runs">{t('title')}</Link> · {text(playbook?.title) || run.playbook.slug} · {t('version', { version: run.playbook.version })} · {t('managedBy', { name: name(run.managerId) })} · {t('startedAt', { at: times.at(run.startedAt) })}
      {temporalUiUrl && <> · <a href={`${temporalUiUrl}/namespaces/${temporalNamespace}/workflows/${encodeURIComponent(`run/${run.id}`)}`} target="_blank" rel="noreferrer">{t('temporal')}</a></>}
    </Typography.Text>
  );
}

/** What stops the run or a step of it: by whom, since when, why. */
function Banners({ run }: { run: Run }) {
  const { t } = useTranslation('runs');
  const text = useText();
  const name = useNames();
  const times = useTimes();
  const by = (pause: { by: string; at: number }): { name: string; at: string } => ({ name: name(pause.by), at: times.at(pause.at) });
  return (
    <Flex vertical gap={8} style={{ marginBottom: run.pause || run.stepPause || run.state === 'starting' ? 12 : 0 }}>
      {run.state === 'starting' && <Alert type="info" showIcon title={t('starting')} />}
      {run.pause && <Alert type="warning" showIcon title={t('paused', by(run.pause))} description={run.pause.reason} />}
      {run.stepPause && <Alert type="warning" showIcon title={t('stepPaused', { step: text(run.stepTitle), ...by(run.stepPause) })} description={run.stepPause.reason} />}
      {run.state === 'lost' && <Alert type="error" showIcon title={t('lost')} />}
    </Flex>
  );
}
