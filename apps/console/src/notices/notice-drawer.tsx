import { Badge, Button, Drawer, Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useNotices, useReadAll, useReadNotice, type Notice } from '../api/notices.ts';
import { Failure, Loading, Nothing } from '../ui/states.tsx';
import { useText } from '../ui/text.ts';
import { useTimes } from '../ui/time.ts';
import './notices.css';

/** What a person was told, newest first; each leads to its task or run and is read once it was followed. */
export function NoticeDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('notices');
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useNotices(true);
  const readAll = useReadAll();
  const notices = data?.pages.flatMap(({ items }) => items) ?? [];
  const unread = notices.some(({ readAt }) => readAt === null);
  return (
    <Drawer open title={t('title')} size={420} onClose={onClose} extra={unread && <Button size="small" loading={readAll.isPending} onClick={() => readAll.mutate(notices[0]!.createdAt)}>{t('readAll')}</Button>}>
      {isPending && <Loading />}
      {error && <Failure error={error} />}
      {data && notices.length === 0 && <Nothing>{t('none')}</Nothing>}
      <ul className="notices">{notices.map((notice) => <li key={notice.id}><NoticeRow notice={notice} onFollow={onClose} /></li>)}</ul>
      {hasNextPage && <Flex justify="center"><Button size="small" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('earlier')}</Button></Flex>}
    </Drawer>
  );
}

const addressOf = ({ taskId, runId }: Notice): string | null => (taskId ? `/tasks/${taskId}` : runId ? `/runs/${runId}` : null);

function NoticeRow({ notice, onFollow }: { notice: Notice; onFollow: () => void }) {
  const { t } = useTranslation('notices');
  const text = useText();
  const times = useTimes();
  const read = useReadNotice();
  const to = addressOf(notice);
  const waits = notice.readAt === null;
  const follow = (): void => {
    if (waits) read.mutate(notice.id);
    onFollow();
  };
  return (
    <div className={waits ? 'notice notice-unread' : 'notice'}>
      <Flex gap={8} align="baseline">
        {waits && <Badge status="processing" text={<span className="sr-only">{t('unread')}</span>} />}
        {to ? <Link to={to} onClick={follow} className="notice-subject">{text(notice.subject)}</Link> : <span className="notice-subject">{text(notice.subject)}</span>}
      </Flex>
      <Typography.Paragraph style={{ margin: '2px 0' }}>{text(notice.lead)}</Typography.Paragraph>
      <Flex justify="space-between" align="center" gap={8}>
        <Typography.Text type="secondary" style={{ fontSize: 12 }}>{times.at(notice.createdAt)}</Typography.Text>
        {waits && <Button type="link" size="small" onClick={() => read.mutate(notice.id)}>{t('read')}</Button>}
      </Flex>
    </div>
  );
}
