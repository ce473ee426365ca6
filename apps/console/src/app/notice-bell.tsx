import { BellOutlined } from '@ant-design/icons';
import { Badge, Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useUnread } from '../api/notices.ts';

const NoticeDrawer = lazy(() => import('../notices/notice-drawer.tsx').then((module) => ({ default: module.NoticeDrawer })));
/** Counting ends here (`MOST_UNREAD` of the API). */
const MOST = 99;

/** How many notices wait to be read, and the way to them. */
export function NoticeBell() {
  const { t } = useTranslation('notices');
  const unread = useUnread();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Badge count={unread} overflowCount={MOST} size="small" offset={[-6, 6]}>
        <Button type="text" icon={<BellOutlined />} aria-label={t('bell', { count: unread })} onClick={() => setOpen(true)} />
      </Badge>
      {open && <Suspense><NoticeDrawer onClose={() => setOpen(false)} /></Suspense>}
    </>
  );
}
