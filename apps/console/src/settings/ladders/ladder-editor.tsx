import { PlusOutlined } from '@ant-design/icons';
import { Alert, Button, Flex, Input, Segmented, Select, Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LadderDefinition, Playbook } from '#contracts/playbook';
import type { Locale } from '#contracts/text';
import { readLadder } from '#domain/ladder/read';
import { writeLadder } from '#domain/ladder/sentences';
import { useText } from '../../ui/text.ts';
import { LengthField } from './fields.tsx';
import { moved, NEW_RUNG, rungsOf, withoutVariant, withRungs, withVariant, type LadderKind } from './ladder-edit.ts';
import { RungSentence, Sentence } from './sentence.tsx';
import './ladders.css';

interface Props {
  name: string;
  ladder: LadderDefinition;
  playbook: Playbook;
  onChange: (ladder: LadderDefinition) => void;
}
const SEVERITIES = ['1', '2', '3', '4'] as const;
const MOST_RUNGS = 10;

/** A ladder edited as the sentences that it is: with fields in them, or typed. */
export function LadderEditor({ name, ladder, playbook, onChange }: Props) {
  const { t } = useTranslation('ladders');
  const [mode, setMode] = useState<'fields' | 'text'>('fields');
  return (
    <Flex vertical gap={12}>
      <Flex gap={12} wrap align="center">
        <Segmented aria-label={t('mode.label')} value={mode} onChange={setMode} options={[{ value: 'fields', label: t('mode.fields') }, { value: 'text', label: t('mode.text') }]} />
        <Flex gap={6} align="center"><label htmlFor={`source-${name}`}>{t('source')}</label><Input id={`source-${name}`} value={ladder.source} maxLength={100} style={{ width: 120 }} onChange={(event) => onChange({ ...ladder, source: event.target.value })} /></Flex>
      </Flex>
      {mode === 'fields' ? <Fields ladder={ladder} playbook={playbook} onChange={onChange} /> : <Typed ladder={ladder} onChange={onChange} />}
    </Flex>
  );
}

function Fields({ ladder, playbook, onChange }: Omit<Props, 'name'>) {
  const { t } = useTranslation('ladders');
  const [kind, setKind] = useState<LadderKind>('default');
  const kinds: LadderKind[] = ['default', ...SEVERITIES.filter((severity) => ladder.variants[severity])];
  const missing = SEVERITIES.filter((severity) => !ladder.variants[severity]);
  const add = (severity: (typeof SEVERITIES)[number]): void => {
    onChange(withVariant(ladder, severity));
    setKind(severity);
  };
  return (
    <>
      <Tabs
        size="small"
        activeKey={kinds.includes(kind) ? kind : 'default'}
        onChange={(key) => setKind(key as LadderKind)}
        tabBarExtraContent={missing.length > 0 && <Select aria-label={t('addSeverity')} placeholder={t('addSeverity')} value={null} size="small" style={{ width: 190 }} onChange={add} options={missing.map((severity) => ({ value: severity, label: t('severity', { level: severity }) }))} />}
        items={kinds.map((one) => ({ key: one, label: one === 'default' ? t('everySeverity') : t('severity', { level: one }), children: <KindEditor kind={one} ladder={ladder} playbook={playbook} onChange={onChange} /> }))}
      />
    </>
  );
}

function KindEditor({ kind, ladder, playbook, onChange }: Omit<Props, 'name'> & { kind: LadderKind }) {
  const { t } = useTranslation('ladders');
  const { rungs, acknowledgeFor } = rungsOf(ladder, kind);
  const put = (next: typeof rungs): void => onChange(withRungs(ladder, kind, { rungs: next, acknowledgeFor }));
  return (
    <Flex vertical gap={8}>
      {rungs.length === 0 && <Alert type="info" title={t('noRungs')} />}
      <ol className="ladder-rungs">
        {rungs.map((rung, index) => (
          <RungSentence key={index} rung={rung} index={index} count={rungs.length} playbook={playbook} onChange={(next) => put(rungs.with(index, next))} onMove={(by) => put(moved(rungs, index, by))} onRemove={() => put(rungs.toSpliced(index, 1))} />
        ))}
      </ol>
      <div className="ladder-acknowledge">
        {acknowledgeFor ? <Sentence name="acknowledged" slots={{ for: <LengthField value={acknowledgeFor} onChange={(length) => onChange(withRungs(ladder, kind, { rungs, acknowledgeFor: length }))} playbook={playbook} label={t('acknowledgeFor')} /> }} /> : <Button size="small" onClick={() => onChange(withRungs(ladder, kind, { rungs, acknowledgeFor: ladder.acknowledgeFor }))}>{t('ownAcknowledge')}</Button>}
      </div>
      <Flex gap={8}>
        <Button icon={<PlusOutlined />} disabled={rungs.length >= MOST_RUNGS} onClick={() => put([...rungs, NEW_RUNG])}>{t('addRung')}</Button>
        {kind !== 'default' && <Button danger onClick={() => onChange(withoutVariant(ladder, kind))}>{t('removeVariant')}</Button>}
      </Flex>
    </Flex>
  );
}

/** The ladder as text: what is typed counts as soon as every line is a sentence. */
function Typed({ ladder, onChange }: { ladder: LadderDefinition; onChange: (ladder: LadderDefinition) => void }) {
  const { t, i18n } = useTranslation('ladders');
  const words = useText();
  const locale = i18n.language as Locale;
  const [text, setText] = useState(() => writeLadder(ladder, locale).join('\n'));
  const { problems } = readLadder(text.split('\n'), locale, ladder.source);
  const type = (typed: string): void => {
    setText(typed);
    const read = readLadder(typed.split('\n'), locale, ladder.source);
    if (read.ladder) onChange(read.ladder);
  };
  return (
    <Flex vertical gap={8}>
      <Input.TextArea aria-label={t('mode.text')} rows={5} style={{ fieldSizing: 'content' }} value={text} onChange={(event) => type(event.target.value)} status={problems.length > 0 ? 'error' : ''} />
      {problems.length > 0 && <Alert type="error" title={t('odd')} description={<ul style={{ margin: 0 }}>{problems.map(({ line, message }) => <li key={`${line}${message.en}`}>{t('line', { line })} {words(message)}</li>)}</ul>} />}
    </Flex>
  );
}
