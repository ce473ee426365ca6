import { Button, Card, Flex, Tag, Typography } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useNames } from '../api/people.ts';
import { useMeetings, useRunPieces, type Meeting, type Overview, type Run } from '../api/runs.ts';
import { useText } from '../ui/text.ts';
import { useTimes } from '../ui/time.ts';
import { AttendanceDialog } from './attendance-dialog.tsx';

/** What belongs to the run: pieces, meetings, gates, documents. */
export function RunThings({ run, overview }: { run: Run; overview: Overview | undefined }) {
  const { t } = useTranslation('runs');
  const pieces = useRunPieces(run.id).data ?? [];
  const meetings = useMeetings(run.id).data ?? [];
  return (
    <div className="run-things">
      {pieces.length > 0 && <Thing title={t('pieces')}>{pieces.map((piece) => <PieceLine key={piece.id} piece={piece} />)}</Thing>}
      {meetings.length > 0 && <Thing title={t('meetings')}>{meetings.map((meeting) => <MeetingLine key={meeting.id} meeting={meeting} />)}</Thing>}
      {overview && overview.gates.length > 0 && <Thing title={t('gates')}>{overview.gates.map((gate) => <GateLine key={gate.gate} gate={gate} />)}</Thing>}
      {overview && overview.documents.length > 0 && <Thing title={t('documents')}>{overview.documents.slice(0, 12).map((document) => <DocumentLine key={document.id} document={document} />)}</Thing>}
    </div>
  );
}

const Thing = ({ title, children }: { title: string; children: ReactNode }) => <Card size="small" title={<h2 style={{ fontSize: 15, margin: 0 }}>{title}</h2>}>{children}</Card>;

type Piece = NonNullable<ReturnType<typeof useRunPieces>['data']>[number];
function PieceLine({ piece }: { piece: Piece }) {
  const { t } = useTranslation('runs');
  const times = useTimes();
  const failed = piece.checks.filter(({ result }) => result === 'failed').length;
  return (
    <div className="thing">
      <Flex justify="space-between" gap={8} wrap><b>{piece.title}</b><Tag color={piece.state === 'published' ? 'green' : piece.state === 'rework' ? 'orange' : 'blue'}>{t(`piece.${piece.state}`)}</Tag></Flex>
      <Typography.Text type="secondary" style={{ fontSize: 13 }}>
        {piece.format} · {piece.account}{piece.publishedAt !== null && ` · ${times.at(piece.publishedAt)}`}
        {failed > 0 && ` · ${t('failedChecks', { count: failed })}`}{piece.reworks > 0 && ` · ${t('reworks', { number: piece.reworks, cap: piece.reworkCap })}`}
      </Typography.Text>
    </div>
  );
}

function MeetingLine({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation('runs');
  const text = useText();
  const times = useTimes();
  const [attending, setAttending] = useState(false);
  return (
    <div className="thing">
      <Flex justify="space-between" gap={8} wrap>
        <b>{text(meeting.title)}</b>
        <Tag color={meeting.state === 'held' ? 'green' : meeting.state === 'cancelled' ? 'default' : 'blue'}>{meeting.state === 'held' ? t('decided', { decision: meeting.decision ?? '' }) : t(`meeting.${meeting.state}`)}</Tag>
      </Flex>
      <Typography.Text type="secondary" style={{ fontSize: 13 }}>{times.at(meeting.startsAt)} – {times.clock(meeting.endsAt)} · {t('attendees', { count: meeting.attendees.length })}</Typography.Text>
      {meeting.state === 'scheduled' && (
        <Flex gap={8} style={{ marginTop: 4 }}>
          <Link to={`/tasks/${meeting.taskId}`}>{t('decide')}</Link>
          <Button size="small" type="link" style={{ padding: 0, height: 'auto' }} onClick={() => setAttending(true)}>{t('attendance')}</Button>
        </Flex>
      )}
      {attending && <AttendanceDialog meeting={meeting} onClose={() => setAttending(false)} />}
    </div>
  );
}

function GateLine({ gate }: { gate: Overview['gates'][number] }) {
  const { t } = useTranslation('runs');
  const text = useText();
  const name = useNames();
  const times = useTimes();
  const { state, by, at, until, reason, taskId } = gate;
  return (
    <div className="thing">
      <Flex justify="space-between" gap={8} wrap><b>{text(gate.title)}</b><Tag color={state === 'met' ? 'green' : state === 'waived' ? 'gold' : 'blue'}>{t(`gate.${state}`)}</Tag></Flex>
      <Typography.Text type="secondary" style={{ fontSize: 13 }}>{state === 'asked' ? times.at(at) : t('gateBy', { name: name(by), at: times.at(at) })}{until !== null && ` · ${t('gateUntil', { at: times.day(until) })}`}{reason && ` · ${reason}`}</Typography.Text>
      {state === 'asked' && taskId && <div><Link to={`/tasks/${taskId}`}>{t('meetOrWaive')}</Link></div>}
    </div>
  );
}

function DocumentLine({ document }: { document: Overview['documents'][number] }) {
  const { t } = useTranslation('runs');
  const text = useText();
  const name = useNames();
  const times = useTimes();
  const title = document.title ? text(document.title) : t(`document.${document.kind}`, { defaultValue: document.kind });
  return (
    <div className="thing">
      {document.taskId ? <Link to={`/tasks/${document.taskId}`}>{title}</Link> : title}
      <div><Typography.Text type="secondary" style={{ fontSize: 13 }}>{name(document.author)} · {times.at(document.createdAt)}</Typography.Text></div>
    </div>
  );
}
