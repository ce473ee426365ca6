import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/me.ts';

/** Its fields weigh more than the inbox that the button stands in. */
const NewTask = lazy(() => import('./new-task.tsx').then((module) => ({ default: module.NewTask })));

/** A button that hands out a single task outside any playbook; nothing for those who may not. */
export function NewTaskButton() {
  const { t } = useTranslation('new-task');
  const { role } = useMe();
  const [open, setOpen] = useState(false);
  if (role !== 'admin' && role !== 'manager') return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('title')}</Button>
      {open && <Suspense><NewTask onClose={() => setOpen(false)} /></Suspense>}
    </>
  );
}
