import { Alert, Button, Collapse, DatePicker, Flex, Form, Select, Table, Tag, Typography } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LadderDefinition, Playbook } from '#contracts/playbook';
import { useDryRun, type Edition, type Rehearsal } from '../../api/editions.ts';
import { useInstants } from '../../ui/instants.ts';
import { PersonPicker } from '../../ui/person-picker.tsx';
import { Failure } from '../../ui/states.tsx';
import { useText } from '../../ui/text.ts';
import { useTimes } from '../../ui/time.ts';
import { fridayEvening } from '../friday.ts';

interface Props {
  slug: string;
  name: string;
  edition: Edition;
  playbook: Playbook;
  /** As it is on the screen, kept or not. */
  ladder: LadderDefinition;
}

/** What the ladder would do from an instant on, while nobody acts: when each thing comes, to whom, and why then. */
export function DryRun({ slug, name, edition, playbook, ladder }: Props) {
  const { t } = useTranslation('ladders');
  const text = useText();
  const instants = useInstants();
  const [from, setFrom] = useState(() => fridayEvening(dayjs()));
  const [task, setTask] = useState<string | undefined>();
  const [severity, setSeverity] = useState<1 | 2 | 3 | 4 | undefined>();
  const [person, setPerson] = useState<string | null>(null);
  const run = useDryRun(slug);
  const play = (): void => run.mutate({ key: name, body: { from: instants.of(from), ladder, settings: {}, ...(typeof edition === 'number' ? { version: edition } : { draft: edition }), ...(task ? { task } : {}), ...(severity ? { severity } : {}), ...(person ? { person } : {}) } });
  const tasks = Object.entries(playbook.tasks ?? {}).map(([key, { title }]) => ({ value: key, label: text(title) }));
  return (
    <Flex vertical gap={12}>
      <Form layout="vertical" onFinish={play}>
        <Flex gap="0 12px" wrap align="start">
          <Form.Item label={t('dry.from')} htmlFor={`from-${name}`} extra={t('dry.zone', { day: t(`dry.weekday.${from.day() || 7}`), zone: instants.timeZone })}><DatePicker id={`from-${name}`} value={from} allowClear={false} showTime={{ format: 'HH:mm', minuteStep: 5 }} format="YYYY-MM-DD HH:mm" onChange={(at) => setFrom(at ?? from)} /></Form.Item>
          <Form.Item label={t('dry.task')} htmlFor={`task-${name}`} extra={t('dry.taskHint')}><Select id={`task-${name}`} allowClear showSearch={{ optionFilterProp: 'label' }} placeholder={t('dry.breach')} value={task} onChange={setTask} options={tasks} style={{ width: 200 }} /></Form.Item>
          <Form.Item label={t('dry.severity')} htmlFor={`severity-${name}`}><Select id={`severity-${name}`} allowClear placeholder={t('dry.none')} value={severity} onChange={setSeverity} options={([1, 2, 3, 4] as const).map((level) => ({ value: level, label: t('severity', { level }) }))} style={{ width: 130 }} /></Form.Item>
          <Form.Item label={t('dry.person')}><div style={{ width: 190 }}><PersonPicker value={person} onChange={setPerson} label={t('dry.person')} /></div></Form.Item>
          <Form.Item label=" "><Button type="primary" htmlType="submit" loading={run.isPending}>{t('dry.play')}</Button></Form.Item>
        </Flex>
      </Form>
      <div aria-live="polite">
        {run.error && <Failure error={run.error} />}
        {run.data && <Played rehearsal={run.data} />}
      </div>
    </Flex>
  );
}

function Played({ rehearsal }: { rehearsal: Rehearsal }) {
  const { t } = useTranslation('ladders');
  const text = useText();
  const times = useTimes();
  const { calendar, dueAt, provisional, complete, ladder, lines } = rehearsal;
  return (
    <Flex vertical gap={8}>
      <Typography.Text>{t('dry.due', { at: times.at(dueAt), calendar: calendar.id, version: calendar.version })} {ladder.variant !== 'default' && <Tag>{t('severity', { level: ladder.variant })}</Tag>}</Typography.Text>
      {provisional && <Alert type="warning" showIcon title={t('dry.provisional')} />}
      {!complete && <Alert type="info" showIcon title={t('dry.incomplete')} />}
      <Table
        size="small"
        rowKey={({ kind, index, round }) => `${kind}/${index}/${round}`}
        dataSource={lines}
        pagination={false}
        scroll={{ x: 640 }}
        columns={[
          { title: t('dry.when'), key: 'at', width: 210, render: (_, { at }) => <time dateTime={new Date(at).toISOString()}>{times.at(at)}</time> },
          { title: t('dry.whom'), key: 'whom', width: 200, render: (_, { people, mail }) => (people.length === 0 ? <Typography.Text type="warning">{t('dry.nobody')}</Typography.Text> : <>{people.map(({ name }) => name).join(', ')} <Tag color={mail ? 'blue' : 'default'}>{t(mail ? 'dry.mail' : 'dry.inApp')}</Tag></>) },
          { title: t('dry.why'), key: 'why', render: (_, { sentence, arithmetic, held }) => <>{text(sentence)}{held && <div><Tag color="gold">{t('dry.held', { name: held.person.name })}</Tag></div>}{arithmetic.length > 0 && <Collapse ghost size="small" items={[{ key: 'a', label: t('dry.arithmetic'), children: <ol style={{ margin: 0, paddingInlineStart: 20 }}>{arithmetic.map((step, index) => <li key={index}>{text(step)}</li>)}</ol> }]} />}</> },
        ]}
      />
    </Flex>
  );
}
