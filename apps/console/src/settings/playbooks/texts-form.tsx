import { Card, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { useText } from '../../ui/text.ts';
import { refusal } from './problems.ts';
import type { PartProps } from './settings-form.tsx';
import { TextFields } from './text-fields.tsx';

/** What the playbook, its steps and its meetings are called. */
export function TextsForm({ playbook, problems, onChange }: PartProps) {
  const { t } = useTranslation('playbooks');
  const text = useText();
  const { steps = [], meetings = {} } = playbook;
  return (
    <Form layout="vertical">
      <Card size="small" title={t('playbook')} style={{ marginBottom: 12 }}>
        <Form.Item label={t('field.title')} {...refusal(problems, 'title')}><TextFields value={playbook.title} onChange={(title) => onChange({ ...playbook, title })} label={t('field.title')} /></Form.Item>
        <Form.Item label={t('field.description')} {...refusal(problems, 'description')}><TextFields value={playbook.description} onChange={(description) => onChange({ ...playbook, description })} label={t('field.description')} rows={2} /></Form.Item>
      </Card>
      <Card size="small" title={t('prose.steps')} style={{ marginBottom: 12 }}>
        {steps.map((step, index) => <Form.Item key={step.key} label={step.key} {...refusal(problems, `steps.${index}`)}><TextFields value={step.title} onChange={(title) => onChange({ ...playbook, steps: steps.with(index, { ...step, title }) })} label={`${t('prose.steps')} ${index + 1}`} /></Form.Item>)}
      </Card>
      {Object.entries(meetings).map(([key, meeting]) => (
        <Card key={key} size="small" title={text(meeting.title)} style={{ marginBottom: 12 }}>
          <Form.Item label={t('field.title')} {...refusal(problems, `meetings.${key}.title`)}><TextFields value={meeting.title} onChange={(title) => onChange({ ...playbook, meetings: { ...meetings, [key]: { ...meeting, title } } })} label={`${key}: ${t('field.title')}`} /></Form.Item>
          <Form.Item label={t('field.agenda')} {...refusal(problems, `meetings.${key}.agenda`)}>{meeting.agenda.map((point, index) => <div key={index} style={{ marginBottom: 6 }}><TextFields value={point} onChange={(next) => onChange({ ...playbook, meetings: { ...meetings, [key]: { ...meeting, agenda: meeting.agenda.with(index, next) } } })} label={`${key}: ${t('field.agenda')} ${index + 1}`} /></div>)}</Form.Item>
        </Card>
      ))}
    </Form>
  );
}
