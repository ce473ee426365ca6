import type { Duration } from '#contracts/duration';
import type { Playbook, Recurrence } from '#contracts/playbook';
import type { Json } from '#contracts/text';
import { durationMs, parseDuration } from '../calendar/duration.ts';
import { PlaybookError } from './errors.ts';

export type Settings = Record<string, Json>;
/** A figure in place, or the name of the setting that holds it. */
export type OrSetting<T> = T | { setting: string };

/** A bare ISO 8601 duration; it stands for clock time. */
const BARE_DURATION = /^P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?$/;

/**
 * Every setting of the playbook with the overrides put over the defaults; a bare ISO duration becomes `{clock}`.
 * @throws PlaybookError `unknown-setting` for an override that the playbook does not know.
 */
export function resolveSettings(playbook: Pick<Playbook, 'settings'>, overrides: Settings): Settings {
  for (const name of Object.keys(overrides)) {
    if (!Object.hasOwn(playbook.settings, name)) throw unknownSetting(name);
  }
  const resolved: Settings = {};
  for (const [name, setting] of Object.entries(playbook.settings)) {
    resolved[name] = normalised((Object.hasOwn(overrides, name) ? overrides[name] : setting.default) as Json);
  }
  return resolved;
}

/** The named setting. @throws PlaybookError `unknown-setting` */
export function settingValue(settings: Settings, name: string): Json {
  if (!Object.hasOwn(settings, name)) throw unknownSetting(name);
  return settings[name] as Json;
}

/** The named setting as a duration. @throws PlaybookError `unknown-setting` or `bad-setting` */
export function durationSetting(settings: Settings, name: string): Duration {
  const value = normalised(settingValue(settings, name));
  if (!isDuration(value)) throw badSetting(name, 'a duration');
  return value;
}

/** The named setting as a recurrence; a duration means "every so often". @throws PlaybookError `unknown-setting` or `bad-setting` */
export function recurrenceSetting(settings: Settings, name: string): Recurrence {
  const value = normalised(settingValue(settings, name));
  if (isDuration(value)) return { kind: 'every', every: value };
  if (!isRecord(value) || !['every', 'weekly', 'monthly', 'nth', 'quarterly'].includes(String(value.kind))) throw badSetting(name, 'a recurrence');
  if (value.kind !== 'every') return value as Recurrence;
  const every = normalised(value.every ?? null);
  if (!isDuration(every)) throw badSetting(name, 'a recurrence');
  return { kind: 'every', every };
}

/** The named setting as a number. @throws PlaybookError `unknown-setting` or `bad-setting` */
export function numberSetting(settings: Settings, name: string): number {
  const value = settingValue(settings, name);
  if (typeof value !== 'number') throw badSetting(name, 'a number');
  return value;
}

/** A duration in place or by setting. */
export const durationOf = (given: OrSetting<Duration>, settings: Settings): Duration => ('setting' in given ? durationSetting(settings, given.setting) : given);
/** A number in place or by setting. */
export const numberOf = (given: OrSetting<number>, settings: Settings): number => (typeof given === 'number' ? given : numberSetting(settings, given.setting));
/** A recurrence in place or by setting. */
export const recurrenceOf = (given: OrSetting<Recurrence>, settings: Settings): Recurrence => ('setting' in given ? recurrenceSetting(settings, given.setting) : given);

/** Length in ms of a duration that has a fixed one. @throws PlaybookError `bad-setting` for working days, whose length depends on the calendar. */
export function fixedMsOf(given: OrSetting<Duration>, settings: Settings): number {
  const duration = durationOf(given, settings);
  if (parseDuration(duration).working) throw badSetting('setting' in given ? given.setting : 'duration', 'a duration in clock time');
  return durationMs(duration);
}

/** A bare ISO duration, also inside a recurrence, is clock time (handbook 4.3, defaults). */
function normalised(value: Json): Json {
  if (typeof value === 'string' && BARE_DURATION.test(value)) return { clock: value };
  if (isRecord(value) && value.kind === 'every' && typeof value.every === 'string') return { ...value, every: normalised(value.every) };
  return value;
}

function isDuration(value: Json): value is Duration {
  if (!isRecord(value) || Object.keys(value).length !== 1) return false;
  const iso = value.working ?? value.clock;
  return typeof iso === 'string' && BARE_DURATION.test(iso);
}

const isRecord = (value: Json): value is Record<string, Json> => typeof value === 'object' && value !== null && !Array.isArray(value);
const unknownSetting = (name: string): PlaybookError => new PlaybookError('unknown-setting', name, `the playbook has no setting "${name}"`);
const badSetting = (name: string, expected: string): PlaybookError => new PlaybookError('bad-setting', name, `the setting "${name}" must be ${expected}`);
