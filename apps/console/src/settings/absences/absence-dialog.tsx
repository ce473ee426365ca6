import { DatePicker, Form, Input } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAbsencePreview, useChangeAbsence, useSetAbsence, type Absence, type NewAbsence } from '../../api/absences.ts';
import { useNames, usePeople } from '../../api/people.ts';
import { useWrite } from '../../api/write.ts';
import { useMe } from '../../app/me.ts';
import { useDebounced } from '../../ui/debounced.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { PersonPicker } from '../../ui/person-picker.tsx';
import { AbsenceEffect } from './absence-effect.tsx';

interface Values {
  personId: string;
  days: [Dayjs, Dayjs];
  deputyId?: string | null;
  reason?: string;
}
const day = (at: Dayjs): string => at.format('YYYY-MM-DD');
const LAST_MS = 1;

function bodyOf({ personId, days, deputyId, reason }: Partial<Values>): NewAbsence | null {
  if (!personId || !days?.[0] || !days[1]) return null;
  return { personId, from: day(days[0]), until: day(days[1]), deputyId: deputyId ?? null, ...(reason?.trim() ? { reason: reason.trim() } : {}) };
}

/** Sets an absence by whole days of the person's own calendar, or changes one; shows who would get what before it applies. */
export function AbsenceDialog({ whom, absence, onClose }: { whom: string[]; absence?: Absence; onClose: () => void }) {
  const { t } = useTranslation('absences');
  const me = useMe();
  const name = useNames();
  const everybody = usePeople().map(({ id }) => id);
  const initial: Partial<Values> = absence
    ? { personId: absence.personId, days: [dayjs(absence.from), dayjs(absence.until - LAST_MS)], deputyId: absence.deputyId, ...(absence.reason ? { reason: absence.reason } : {}) }
    : { personId: whom.includes(me.id) ? me.id : whom[0]! };
  const [values, setValues] = useState<Partial<Values>>(initial);
  const set = useSetAbsence();
  const change = useChangeAbsence(absence?.id ?? '');
  const write = useWrite((given: Values) => {
    const { from, until, deputyId, reason } = bodyOf(given)!;
    // A beginning that has passed stays, and so does one that nobody has touched.
    const moved = absence && day(dayjs(absence.from)) !== from ? { from } : {};
    return absence ? change.mutateAsync({ ...moved, until, deputyId: deputyId ?? null, reason: reason ?? null, version: absence.version }) : set.mutateAsync(bodyOf(given)!);
  });
  const preview = useAbsencePreview(useDebounced(absence ? null : bodyOf({ ...values, reason: '' })));
  return (
    <FormDialog title={t(absence ? 'change' : 'set')} write={write} initial={initial} onChange={setValues} onClose={() => onClose()}>
      {absence || whom.length === 1 ? <Form.Item label={t('who')}>{name(values.personId ?? me.id)}</Form.Item> : null}
      <Form.Item name="personId" label={t('who')} rules={[{ required: true }]} hidden={absence !== undefined || whom.length === 1}><Picker among={whom} /></Form.Item>
      <Form.Item name="days" label={t('days')} extra={t('daysHint')} rules={[{ required: true }]}><DatePicker.RangePicker style={{ width: '100%' }} disabled={[absence?.state === 'away', false]} /></Form.Item>
      <Form.Item name="deputyId" label={t('deputy')} extra={t('deputyHint')}><Picker among={everybody.filter((id) => id !== values.personId)} clearable /></Form.Item>
      <Form.Item name="reason" label={t('reason')} extra={t('reasonHint')}><Input.TextArea rows={2} maxLength={1000} /></Form.Item>
      {!absence && <AbsenceEffect preview={preview} />}
    </FormDialog>
  );
}

/** The picker as a field of a form. */
function Picker({ id, value, onChange, among, clearable = false }: { id?: string; value?: string | null; onChange?: (person: string | null) => void; among: readonly string[]; clearable?: boolean }) {
  return <PersonPicker {...(id ? { id } : {})} value={value ?? null} onChange={(person) => onChange?.(person)} among={among} clearable={clearable} />;
}
