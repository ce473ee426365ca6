import { Button, Form, Input, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useRunNow, useTurnSchedule, type Schedule, type ScheduleVerb } from '../api/schedules.ts';
import { useMe } from '../app/me.ts';
import { FormDialog } from '../ui/form-dialog.tsx';
import { ScheduleDialog } from './schedule-dialog.tsx';

/** What its owner and administrators may do with a schedule. */
export function ScheduleActs({ schedule }: { schedule: Schedule }) {
  const { t } = useTranslation('schedules');
  const me = useMe();
  const [open, setOpen] = useState<ScheduleVerb | 'edit' | 'run' | null>(null);
  const close = (): void => setOpen(null);
  const mine = me.role === 'admin' || (me.role === 'manager' && schedule.ownerId === me.id);
  if (!mine || schedule.state === 'deleted') return null;
  const turn = schedule.state === 'active' ? 'pause' : 'resume';
  return (
    <>
      <Button onClick={() => setOpen('run')}>{t('verb.run')}</Button>
      <Button onClick={() => setOpen('edit')}>{t('verb.edit')}</Button>
      <Button onClick={() => setOpen(turn)}>{t(`verb.${turn}`)}</Button>
      <Button danger onClick={() => setOpen('delete')}>{t('verb.delete')}</Button>
      {open === 'edit' && <ScheduleDialog schedule={schedule} onClose={close} />}
      {open === 'run' && <RunNowDialog schedule={schedule} onClose={close} />}
      {open !== null && open !== 'edit' && open !== 'run' && <TurnDialog schedule={schedule} verb={open} onClose={close} />}
    </>
  );
}

function RunNowDialog({ schedule, onClose }: { schedule: Schedule; onClose: () => void }) {
  const { t } = useTranslation('schedules');
  const navigate = useNavigate();
  const write = useRunNow(schedule.id);
  return <FormDialog title={t('verb.run')} write={write} onClose={(made) => (made?.runId ? void navigate(`/runs/${made.runId}`) : onClose())}><Typography.Paragraph>{t('hint.run', { title: schedule.title })}</Typography.Paragraph></FormDialog>;
}

function TurnDialog({ schedule, verb, onClose }: { schedule: Schedule; verb: ScheduleVerb; onClose: () => void }) {
  const { t } = useTranslation('schedules');
  const write = useTurnSchedule(schedule.id, verb);
  return (
    <FormDialog title={t(`verb.${verb}`)} danger={verb === 'delete'} write={write} onClose={() => onClose()}>
      <Typography.Paragraph>{t(`hint.${verb}`, { title: schedule.title })}</Typography.Paragraph>
      <Form.Item name="reason" label={t('field.reason')} rules={[{ required: true, whitespace: true }]}><Input.TextArea rows={2} maxLength={1000} /></Form.Item>
    </FormDialog>
  );
}
