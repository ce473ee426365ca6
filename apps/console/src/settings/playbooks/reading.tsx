import { Descriptions, Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Playbook, Raci, TaskDefinition } from '#contracts/playbook';
import type { Assignment } from '#contracts/task';
import type { Locale } from '#contracts/text';
import { acknowledgedSentence, rungSentence } from '#domain/ladder/sentences';
import { useContent, type Edition } from '../../api/editions.ts';
import { Failure, Loading } from '../../ui/states.tsx';
import { useText } from '../../ui/text.ts';
import { writtenLength } from '../ladders/written-length.ts';
import { SettingValue } from './setting-value.tsx';
import { fieldsOf, useAssignment } from './words.ts';
import './playbooks.css';

/** A playbook as prose: what happens in which order, who does it, until when and by which section of the handbook. */
export function Reading({ slug, edition }: { slug: string; edition: Edition }) {
  const { data: content, error, isPending, refetch } = useContent(slug, edition);
  if (isPending) return <Loading />;
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  return <Prose playbook={content.playbook} />;
}

function Prose({ playbook }: { playbook: Playbook }) {
  const { t, i18n } = useTranslation('playbooks');
  const text = useText();
  const written = writtenLength(playbook);
  const locale = i18n.language as Locale;
  const { steps = [], tasks = {}, meetings = {}, gates = {}, checkpoints = {}, ladders = {}, forms = {}, settings = {} } = playbook;
  return (
    <article className="prose">
      <p>{text(playbook.description)} <Section of={playbook.source} /></p>
      <h2>{t('prose.steps')}</h2>
      <ol>{steps.map((step) => <li key={step.key}><h3>{text(step.title)} <Section of={step.source} /></h3>{step.raci && <Who raci={step.raci} playbook={playbook} />}</li>)}</ol>
      <h2>{t('prose.tasks')}</h2>
      {Object.entries(tasks).map(([key, task]) => <TaskProse key={key} task={task} playbook={playbook} />)}
      {Object.keys(meetings).length > 0 && <h2>{t('prose.meetings')}</h2>}
      {Object.entries(meetings).map(([key, meeting]) => <section key={key}><h3>{text(meeting.title)} <Section of={meeting.source} /></h3><ul>{meeting.agenda.map((point) => <li key={point.en}>{text(point)}</li>)}</ul><p>{t('prose.decisions', { list: meeting.decisions.join(', ') })}</p></section>)}
      {Object.keys(gates).length > 0 && <h2>{t('prose.gates')}</h2>}
      {Object.entries(gates).map(([key, gate]) => <p key={key}>{text(gate.title)}: {t('prose.gate', { task: text(tasks[gate.task]?.title) })} <Section of={gate.source} /></p>)}
      {Object.keys(checkpoints).length > 0 && <h2>{t('prose.checkpoints')}</h2>}
      {Object.entries(checkpoints).map(([key, point]) => <section key={key}><p>{point.nodes.map((node) => `${node.key}: ${text(written(node.after))}`).join(' · ')} <Section of={point.source} /></p><ul>{point.metrics.map((metric) => <li key={metric.metric}>{t('prose.floor', { metric: text(metric.title), floor: typeof metric.floor === 'number' ? metric.floor : text(settings[metric.floor.setting]?.title), nodes: metric.nodes.join(', ') })}</li>)}</ul></section>)}
      <h2>{t('prose.ladders')}</h2>
      {Object.entries(ladders).map(([key, ladder]) => <section key={key}><h3>{key} <Section of={ladder.source} /></h3><ul>{ladder.rungs.map((rung, index) => <li key={index}>{text(rungSentence(rung, written))}</li>)}{ladder.rungs.length > 0 && <li>{text(acknowledgedSentence(ladder.acknowledgeFor, written))}</li>}</ul></section>)}
      <h2>{t('prose.settings')}</h2>
      <Descriptions size="small" column={1} bordered items={Object.entries(settings).map(([key, setting]) => ({ key, label: <>{text(setting.title)} <Section of={setting.source} /></>, children: <SettingValue value={setting.default} /> }))} />
      <h2>{t('prose.forms')}</h2>
      <ul>{Object.entries(forms).map(([key, form]) => <li key={key}>{text(form.title)}: {fieldsOf(form.schema, locale).join(', ')}</li>)}</ul>
    </article>
  );
}

/** The handbook's section that a rule comes from. */
const Section = ({ of }: { of: string | undefined }): React.ReactNode => of && <Tag>§ {of}</Tag>;

function Who({ raci, playbook }: { raci: Raci; playbook: Playbook }) {
  const { t } = useTranslation('playbooks');
  const who = useAssignment(playbook);
  const all = (assigns: readonly unknown[] | undefined): string => (assigns ?? []).map((assign) => who(assign as Assignment)).join(', ');
  return (
    <>
      <p>{t('prose.accountable', { who: who(raci.accountable as Assignment) })} {t('prose.responsible', { who: all(raci.responsible) })}</p>
      {(raci.consulted?.length > 0 || raci.informed?.length > 0) && <p><Typography.Text type="secondary">{raci.consulted?.length > 0 && t('prose.consulted', { who: all(raci.consulted) })} {raci.informed?.length > 0 && t('prose.informed', { who: all(raci.informed) })}</Typography.Text></p>}
    </>
  );
}

function TaskProse({ task, playbook }: { task: TaskDefinition; playbook: Playbook }) {
  const { t, i18n } = useTranslation('playbooks');
  const text = useText();
  const who = useAssignment(playbook);
  const form = task.form ? playbook.forms?.[task.form] : undefined;
  const source = 'setting' in task.due ? (playbook.settings?.[task.due.setting]?.source ?? task.source) : task.source;
  return (
    <section>
      <h3>{text(task.title)} <Section of={task.source} /></h3>
      <p>{text(task.description)}</p>
      <p>{t('prose.task', { who: who(task.assign as Assignment), due: text(writtenLength(playbook)(task.due)), source })}</p>
      {task.checklist?.length > 0 && <ul aria-label={t('prose.checklist')}>{task.checklist.map((item) => <li key={item.key}>☐ {text(item.title)}{item.mandatory ? ` (${t('prose.mandatory')})` : ''}</li>)}</ul>}
      {form && <p><Typography.Text type="secondary">{t('prose.form', { form: text(form.title), fields: fieldsOf(form.schema, i18n.language as Locale).join(', ') })}</Typography.Text></p>}
    </section>
  );
}
