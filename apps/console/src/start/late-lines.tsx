import { Collapse } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNames } from '../api/people.ts';
import { useTimes } from '../ui/time.ts';
import type { Outline } from './use-outline.ts';

/** What a task's clock would bring, and to whom, if nobody finished it: reminders, the breach, rung by rung. */
export function LateLines({ lines }: { lines: Outline['tasks'][number]['clock'] }) {
  const { t } = useTranslation('start');
  const name = useNames();
  const times = useTimes();
  if (lines.length === 0) return null;
  const word = ({ kind, index, round }: (typeof lines)[number]): string => t(`clock.${kind}`, { number: index + 1, round });
  return (
    <Collapse
      ghost
      size="small"
      items={[{ key: 'late', label: t('ifNobody'), children: lines.map((line) => <div key={`${line.kind}${line.index}${line.round}`}>{times.brief(line.at)} · {word(line)}{line.people.length > 0 && ` → ${line.people.map(name).join(', ')}`}</div>) }]}
    />
  );
}
