import { Button, Flex, Segmented, Tag, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useStory, type StoryItem } from '../api/runs.ts';
import { Failure, Loading, Nothing } from '../ui/states.tsx';
import { useText } from '../ui/text.ts';
import { useTimes } from '../ui/time.ts';

const KINDS = ['all', 'people', 'decisions', 'messages', 'system'] as const;
type Kind = (typeof KINDS)[number];
const COLOURS: Record<StoryItem['kind'], string> = { people: 'blue', decisions: 'purple', messages: 'cyan', system: 'default' };

/** What happened, newest first, in sentences. */
export function RunStory({ runId }: { runId: string }) {
  const { t } = useTranslation('runs');
  const [kind, setKind] = useState<Kind>('all');
  const story = useStory(runId, kind);
  const times = useTimes();
  const items = story.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Flex vertical gap={8}>
      <div style={{ overflowX: 'auto' }}><Segmented<Kind> size="small" value={kind} onChange={setKind} aria-label={t('story.filter')} options={KINDS.map((name) => ({ value: name, label: t(`story.${name}`) }))} /></div>
      {story.isPending && <Loading />}
      {story.error && <Failure error={story.error} retry={() => void story.refetch()} />}
      {story.data && items.length === 0 && <Nothing>{t('story.none')}</Nothing>}
      {daysOf(items, times.day).map(([day, told]) => (
        <section key={day} aria-label={day}>
          <h3 className="story-day">{day}</h3>
          <div role="list">{told.map((item) => <Sentence key={item.id} item={item} />)}</div>
        </section>
      ))}
      {story.hasNextPage && <Flex justify="center"><Button onClick={() => void story.fetchNextPage()} loading={story.isFetchingNextPage}>{t('more')}</Button></Flex>}
    </Flex>
  );
}

/** Items by their day, in the order they come. */
function daysOf(items: readonly StoryItem[], dayOf: (at: number) => string): Array<[string, StoryItem[]]> {
  const days = new Map<string, StoryItem[]>();
  for (const item of items) days.set(dayOf(item.at), [...(days.get(dayOf(item.at)) ?? []), item]);
  return [...days];
}

function Sentence({ item }: { item: StoryItem }) {
  const { t } = useTranslation('runs');
  const text = useText();
  const times = useTimes();
  return (
    <div role="listitem" className="story-item">
      <Typography.Text type="secondary" style={{ fontSize: 13 }}><time dateTime={new Date(item.at).toISOString()}>{times.clock(item.at)}</time></Typography.Text>
      <div>
        <Tag color={COLOURS[item.kind]}>{t(`story.${item.kind}`)}</Tag>
        {item.taskId ? <Link to={`/tasks/${item.taskId}`}>{text(item.sentence)}</Link> : text(item.sentence)}
        {item.reason && <div><Typography.Text type="secondary">{t('because', { reason: item.reason })}</Typography.Text></div>}
      </div>
    </div>
  );
}
