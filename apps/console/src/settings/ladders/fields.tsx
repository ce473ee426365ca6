import { Select, Space, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Target } from '#contracts/clock';
import type { Duration } from '#contracts/duration';
import type { Playbook } from '#contracts/playbook';
import type { Locale } from '#contracts/text';
import type { Length } from '#domain/ladder/sentences';
import { durationText, exactTarget, PLAIN_TARGETS, targetText } from '#domain/ladder/words';
import { useTeams } from '../../api/calendars.ts';
import { usePeople } from '../../api/people.ts';
import { DurationInput } from '../../ui/duration-input.tsx';
import { useText } from '../../ui/text.ts';

const FIXED = '';
const isDuration = (value: unknown): value is Duration => typeof value === 'object' && value !== null && ('working' in value || 'clock' in value) && !('kind' in value);
/** What a setting holds when it is a length of time; a bare ISO text is clock time. */
export function lengthOf(playbook: Playbook, name: string): Duration | null {
  const value = playbook.settings?.[name]?.default;
  if (isDuration(value)) return value;
  return typeof value === 'string' && /^P(?=.)(\d+D)?(T.+)?$/.test(value) ? { clock: value } : null;
}

interface LengthProps {
  value: Length;
  onChange: (length: Length) => void;
  playbook: Playbook;
  label: string;
}

/** A length of time in place, or the playbook's setting that holds it, with what that comes to. */
export function LengthField({ value, onChange, playbook, label }: LengthProps) {
  const { t } = useTranslation('ladders');
  const text = useText();
  const names = Object.keys(playbook.settings ?? {}).filter((name) => lengthOf(playbook, name) !== null);
  const setting = 'setting' in value ? value.setting : FIXED;
  const held = setting ? lengthOf(playbook, setting) : null;
  const options = [{ value: FIXED, label: t('fixed') }, ...names.map((name) => ({ value: name, label: `${text(playbook.settings[name]!.title)} (${text(durationText(lengthOf(playbook, name)!))})` }))];
  const choose = (name: string): void => onChange(name === FIXED ? (held ?? { working: 'PT4H' }) : { setting: name });
  return (
    <Space size={4} wrap>
      {!('setting' in value) && <DurationInput value={value} onChange={onChange} label={label} />}
      <Select aria-label={t('holder', { label })} value={setting} onChange={choose} showSearch={{ optionFilterProp: 'label' }} options={setting && !names.includes(setting) ? [...options, { value: setting, label: setting }] : options} style={{ width: setting ? 300 : 116 }} popupMatchSelectWidth={340} />
    </Space>
  );
}

/** Whom a rung tells: by their part in the task, by role, team or name. */
export function TargetsField({ value, onChange, playbook, label }: { value: readonly Target[]; onChange: (to: Target[]) => void; playbook: Playbook; label: string }) {
  const { t, i18n } = useTranslation('ladders');
  const locale = i18n.language as Locale;
  const people = usePeople();
  const teams = useTeams().data ?? [];
  const roles = [...new Set([...people.flatMap((person) => person.roles), ...Object.values(playbook.tasks ?? {}).flatMap(({ assign }) => ('role' in assign ? [assign.role] : []))])].sort();
  const choices: Array<{ group: string; targets: Array<[Target, string]> }> = [
    { group: t('targets.part'), targets: PLAIN_TARGETS.map((kind) => [{ kind }, targetText({ kind })[locale]]) },
    { group: t('targets.role'), targets: roles.map((role) => [{ kind: 'role', role }, exactTarget({ kind: 'role', role })[locale]]) },
    { group: t('targets.team'), targets: teams.map(({ key, name }) => [{ kind: 'team', team: key }, t('targets.named', { kind: t('targets.team'), name })]) },
    { group: t('targets.person'), targets: people.map(({ id, name }) => [{ kind: 'person', person: id }, name]) },
  ];
  const known = new Map(choices.flatMap(({ targets }) => targets.map(([target]) => [keyOf(target), target] as const)));
  for (const target of value) known.set(keyOf(target), target);
  const strangers = value.filter((target) => !choices.some(({ targets }) => targets.some(([one]) => keyOf(one) === keyOf(target))));
  const options = [...choices, ...(strangers.length > 0 ? [{ group: t('targets.other'), targets: strangers.map((target): [Target, string] => [target, exactTarget(target)[locale]]) }] : [])];
  return (
    <Select
      mode="multiple"
      aria-label={label}
      value={value.map(keyOf)}
      status={value.length === 0 ? 'error' : ''}
      placeholder={t('targets.none')}
      showSearch={{ optionFilterProp: 'label' }}
      style={{ minWidth: 220, maxWidth: '100%' }}
      popupMatchSelectWidth={280}
      options={options.map(({ group, targets }) => ({ label: group, title: group, options: targets.map(([target, word]) => ({ value: keyOf(target), label: word })) }))}
      onChange={(keys: string[]) => onChange(keys.map((key) => known.get(key)!))}
    />
  );
}

/** A target's own name, whatever the order of its keys. */
const keyOf = (target: Target): string => `${target.kind}/${'role' in target ? target.role : 'team' in target ? target.team : 'person' in target ? target.person : ''}`;

/** Words of a sentence between its fields. */
export const Words = ({ children }: { children: string }) => <Typography.Text style={{ whiteSpace: 'pre-wrap' }}>{children}</Typography.Text>;
