import { Alert, Flex, Form, Input, Modal, Progress, Spin, Table, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBulk, useBulkPreview, type BulkAsk, type BulkResult, type BulkVerb } from '../api/bulk.ts';
import type { TaskCard } from '../api/tasks.ts';
import { DuePicker, type Due } from '../ui/due-picker.tsx';
import { PersonPicker } from '../ui/person-picker.tsx';
import { Failure } from '../ui/states.tsx';
import { useText } from '../ui/text.ts';
import { useTimes } from '../ui/time.ts';

/** What each verb asks for. */
const ASKS: Partial<Record<BulkVerb, { person?: true; due?: true; reason?: true }>> = { transfer: { person: true, reason: true }, delegate: { person: true, reason: true }, due: { due: true, reason: true } };
const PLACEHOLDER = '…';

interface Props {
  verb: BulkVerb;
  cards: readonly TaskCard[];
  /** Closed; `done` when it was carried out. */
  onClose: (done: boolean) => void;
}

/** One verb over several tasks: what it would do to each and why it cannot, then what came of each. */
export function BulkDialog({ verb, cards, onClose }: Props) {
  const { t } = useTranslation('inbox');
  const asks = ASKS[verb] ?? {};
  const [to, setTo] = useState<string | null>(null);
  const [due, setDue] = useState<Due | null>(null);
  const [reason, setReason] = useState('');
  const [results, setResults] = useState<BulkResult[]>();
  const [key] = useState(() => crypto.randomUUID());
  const bulk = useBulk(setResults);
  const complete = (!asks.person || to !== null) && (!asks.due || due !== null);
  const askWith = (why: string): BulkAsk => ({ verb, items: cards.map(({ id, version }) => ({ id, version })), args: { ...(to ? { to } : {}), ...due, ...(asks.reason ? { reason: why } : {}) } });
  const preview = useBulkPreview(complete && !results ? askWith(PLACEHOLDER) : null);
  const possible = preview.data?.filter(({ status }) => status === 'previewed').length ?? 0;
  const finished = results !== undefined && !bulk.isPending;
  return (
    <Modal
      open
      width={680}
      title={t(`bulk.verb.${verb}`)}
      okText={finished ? t('bulk.close') : t('bulk.do', { count: possible })}
      okButtonProps={{ disabled: !finished && (possible === 0 || (asks.reason === true && reason.trim() === '')), loading: bulk.isPending }}
      cancelButtonProps={{ style: finished ? { display: 'none' } : {} }}
      onOk={() => (finished ? onClose(true) : bulk.mutate({ ...askWith(reason), items: cards.filter((card) => isPossible(preview.data, card.id)).map(({ id, version }) => ({ id, version })), key }))}
      onCancel={() => onClose(finished)}
    >
      {!results && (
        <Form layout="vertical">
          {asks.person && <Form.Item label={t('bulk.to')} required><PersonPicker value={to} onChange={setTo} label={t('bulk.to')} /></Form.Item>}
          {asks.due && <Form.Item label={t('bulk.until')} required><DuePicker value={due} onChange={setDue} label={t('bulk.until')} /></Form.Item>}
          {asks.reason && <Form.Item label={t('bulk.reason')} required><Input.TextArea value={reason} onChange={(event) => setReason(event.target.value)} rows={2} maxLength={1000} aria-label={t('bulk.reason')} /></Form.Item>}
        </Form>
      )}
      {bulk.isPending && <Progress percent={Math.round((100 * (results?.length ?? 0)) / cards.length)} aria-label={t('bulk.progress')} />}
      {preview.isFetching && <Spin size="small" />}
      {preview.error && <Failure error={preview.error} />}
      {bulk.error && <Failure error={bulk.error} />}
      {!results && preview.data && <Summary results={preview.data} />}
      {(results ?? preview.data) && <Outcomes cards={cards} results={(results ?? preview.data)!} />}
    </Modal>
  );
}

const isPossible = (results: readonly BulkResult[] | undefined, id: string): boolean => results?.some((result) => result.id === id && result.status === 'previewed') ?? false;

/** How many it would be done to, and how many people would hear of it. */
function Summary({ results }: { results: readonly BulkResult[] }) {
  const { t } = useTranslation('inbox');
  const told = new Set(results.flatMap(({ preview }) => preview?.told.map(({ name }) => name) ?? []));
  const refused = results.filter(({ status }) => status === 'refused').length;
  return (
    <Flex vertical gap={8} style={{ marginBottom: 8 }}>
      {refused > 0 && <Alert type="warning" title={t('bulk.refusedSome', { count: refused })} />}
      <Typography.Text type="secondary">{told.size === 0 ? t('bulk.tellsNobody') : t('bulk.tells', { names: [...told].slice(0, 8).join(', '), count: told.size })}</Typography.Text>
    </Flex>
  );
}

function Outcomes({ cards, results }: { cards: readonly TaskCard[]; results: readonly BulkResult[] }) {
  const { t } = useTranslation('inbox');
  const text = useText();
  const times = useTimes();
  const titleOf = (id: string): string => {
    const card = cards.find((one) => one.id === id);
    return card ? (card.subject.note ?? text(card.title)) + (card.pieceTitle ? ` · ${card.pieceTitle}` : '') : id;
  };
  const moved = ({ id, preview }: BulkResult): string => {
    const move = preview?.moves.tasks.find(({ taskId }) => taskId === id);
    return move?.after.dueAt && move.before?.dueAt !== move.after.dueAt ? `${move.before?.dueAt ? times.at(move.before.dueAt) : '–'} → ${times.at(move.after.dueAt)}` : '';
  };
  return (
    <Table<BulkResult>
      size="small"
      rowKey="id"
      dataSource={[...results]}
      pagination={results.length > 20 ? { pageSize: 20, size: 'small' } : false}
      columns={[
        { title: t('bulk.task'), render: (_value, result) => titleOf(result.id) },
        { title: t('bulk.result'), render: (_value, result) => <><Tag color={result.status === 'refused' ? 'red' : result.status === 'done' ? 'green' : 'blue'}>{t(`bulk.status.${result.status}`)}</Tag> {result.problem ? String((result.problem as { detail?: string }).detail ?? '') : moved(result)}</> },
      ]}
    />
  );
}
