import type { Duration } from '#contracts/duration';
import { durationText } from '#domain/ladder/words';
import { useText } from '../../ui/text.ts';

const ISO = /^P(?=.)(\d+D)?(T.+)?$/;
/** The length of time that a value is; a bare ISO text is clock time. Null for anything else. */
export function durationIn(value: unknown): Duration | null {
  if (typeof value === 'string' && ISO.test(value)) return { clock: value };
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== 1) return null;
  const [kind, iso] = Object.entries(value)[0]!;
  return (kind === 'working' || kind === 'clock') && typeof iso === 'string' && ISO.test(iso) ? ({ [kind]: iso } as Duration) : null;
}

/** What a setting holds, as far as possible in words. */
export function SettingValue({ value }: { value: unknown }) {
  const text = useText();
  const duration = durationIn(value);
  if (duration) return text(durationText(duration));
  if (typeof value === 'object' && value !== null) return <code>{JSON.stringify(value)}</code>;
  return String(value);
}
