import { Checkbox, Flex, Form, Input, Segmented, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { Duration } from '#contracts/duration';
import { useRoles } from '../api/accounts.ts';
import { useTeams } from '../api/calendars.ts';
import { api, data, onceMore } from '../api/client.ts';
import { useWrite } from '../api/write.ts';
import { DurationInput } from '../ui/duration-input.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { MomentPicker } from '../ui/moment-picker.tsx';
import { PersonPicker } from '../ui/person-picker.tsx';
import { useText } from '../ui/text.ts';

type Whom = 'person' | 'role' | 'team';
interface Values {
  title: string;
  description?: string;
  form: 'report' | 'decision' | 'none';
  checklist?: string;
}
const WHOM: readonly Whom[] = ['person', 'role', 'team'];

/** Asks what is to be done by whom and when, and opens it as a run of one step. */
export function NewTask({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('new-task');
  const navigate = useNavigate();
  const [whom, setWhom] = useState<Whom>('person');
  const [name, setName] = useState<string | null>(null);
  const [length, setLength] = useState<Duration>({ working: 'P1D' });
  const [instant, setInstant] = useState<number | null>(null);
  const [byInstant, setByInstant] = useState(false);
  const [mandatory, setMandatory] = useState(true);
  const due = byInstant ? instant : length;
  const write = useWrite(({ title, description, form, checklist }: Values, key) => {
    const items = (checklist ?? '').split('\n').map((line) => line.trim()).filter(Boolean).map((item) => ({ title: item, mandatory }));
    const body = { title, assign: { [whom]: name }, due, form, ...(description?.trim() ? { description } : {}), ...(items.length > 0 ? { checklist: items } : {}) };
    return data(api.POST('/api/v1/tasks', { params: { header: onceMore(key) }, body: body as never }));
  }, ['tasks', 'runs', 'inbox']);
  return (
    <FormDialog<Values, Awaited<ReturnType<typeof write.mutateAsync>>>
      title={t('title')}
      does={t('does')}
      ready={name !== null && due !== null}
      initial={{ form: 'report' }}
      write={write}
      onClose={(made) => (onClose(), made && void navigate(made.taskId ? `/tasks/${made.taskId}` : `/runs/${made.runId}`))}
    >
      <Form.Item name="title" label={t('what')} rules={[{ required: true, whitespace: true }]}><Input maxLength={200} autoFocus /></Form.Item>
      <Form.Item name="description" label={t('description')}><Input.TextArea rows={3} maxLength={4000} /></Form.Item>
      <Form.Item label={t('whom')} required>
        <Flex vertical gap={8}>
          <Segmented<Whom> value={whom} onChange={(next) => (setWhom(next), setName(null))} options={WHOM.map((one) => ({ value: one, label: t(one) }))} aria-label={t('whomBy')} />
          <WhomPicker whom={whom} value={name} onChange={setName} />
        </Flex>
      </Form.Item>
      <Form.Item label={t('due')} required>
        <Flex vertical gap={8}>
          <Segmented<string> value={byInstant ? 'instant' : 'length'} onChange={(next) => setByInstant(next === 'instant')} options={['length', 'instant'].map((one) => ({ value: one, label: t(`dueBy.${one}`) }))} aria-label={t('dueBy.label')} />
          {byInstant ? <MomentPicker label={t('due')} value={instant} onChange={setInstant} /> : <DurationInput label={t('due')} value={length} onChange={setLength} />}
        </Flex>
      </Form.Item>
      <Form.Item name="checklist" label={t('checklist')} extra={t('checklistHint')}><Input.TextArea rows={2} /></Form.Item>
      <Form.Item><Checkbox checked={mandatory} onChange={({ target }) => setMandatory(target.checked)}>{t('mandatory')}</Checkbox></Form.Item>
      <Form.Item name="form" label={t('form')}><Select options={(['report', 'decision', 'none'] as const).map((one) => ({ value: one, label: t(`forms.${one}`) }))} /></Form.Item>
    </FormDialog>
  );
}

function WhomPicker({ whom, value, onChange }: { whom: Whom; value: string | null; onChange: (name: string | null) => void }) {
  const { t } = useTranslation('new-task');
  const text = useText();
  const roles = useRoles();
  const teams = useTeams();
  if (whom === 'person') return <PersonPicker label={t('person')} value={value} onChange={onChange} clearable={false} />;
  const options = whom === 'role' ? (roles.data ?? []).map(({ role }) => ({ value: role, label: role })) : (teams.data ?? []).map(({ key, name }) => ({ value: key, label: typeof name === 'string' ? name : text(name) }));
  return <Select aria-label={t(whom)} showSearch={{ optionFilterProp: 'label' }} value={value} onChange={onChange} options={options} />;
}
