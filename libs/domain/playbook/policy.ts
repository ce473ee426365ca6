import type { ClockPolicy, Ladder, LadderKey, Rung } from '#contracts/clock';
import type { LadderDefinition, Playbook, ReminderDefinition, TaskDefinition } from '#contracts/playbook';
import { PlaybookError } from './errors.ts';
import { durationOf, numberOf, numberSetting, type Settings } from './settings.ts';

/** The setting that every playbook has for the share of its time after which a task is at risk (80 % by default, ours). */
export const AT_RISK_SETTING = 'at-risk.share';

/**
 * The clock of a task (handbook 4.3, defaults): due time, reminders, at-risk share and ladder, each setting put in place.
 * `source` is the section of the setting that holds the due time, or the task's own when the duration stands in place.
 * @throws PlaybookError for a ladder, reminder list or setting that does not exist.
 */
export function clockPolicy(playbook: Playbook, task: TaskDefinition, settings: Settings): ClockPolicy {
  const setting = 'setting' in task.due ? task.due.setting : undefined;
  const ladder = named(playbook.ladders, task.ladder, 'ladder');
  return {
    due: durationOf(task.due, settings),
    source: (setting === undefined ? undefined : playbook.settings[setting]?.source) ?? task.source,
    ...(setting === undefined ? {} : { setting }),
    atRiskShare: numberSetting(settings, AT_RISK_SETTING),
    ...reminderPolicy(named(playbook.reminders, task.reminders, 'reminder list'), settings),
    ...ladders(ladder, settings),
  };
}

/** The default ladder, and beside it those of severities that have their own. */
export function ladders(ladder: LadderDefinition, settings: Settings): Ladder & Pick<ClockPolicy, 'variants'> {
  const make = ({ rungs: given, acknowledgeFor }: Pick<LadderDefinition, 'rungs' | 'acknowledgeFor'>): Ladder => ({ ladder: rungs(given, settings), acknowledgeFor: durationOf(acknowledgeFor, settings) });
  const base = make(ladder);
  const variants = Object.entries(ladder.variants).map(([severity, variant]) => [severity as LadderKey, make({ acknowledgeFor: variant.acknowledgeFor ?? ladder.acknowledgeFor, rungs: variant.rungs })] as const);
  return variants.length === 0 ? base : { ...base, variants: { default: base, ...Object.fromEntries(variants) } };
}

function reminderPolicy(reminders: ReminderDefinition, settings: Settings): Pick<ClockPolicy, 'remindBefore' | 'remindAtDue' | 'remindAfter'> {
  return {
    remindBefore: reminders.before.map((before) => durationOf(before, settings)),
    remindAtDue: reminders.atDue,
    remindAfter: reminders.after && { every: durationOf(reminders.after.every, settings), max: numberOf(reminders.after.max, settings) },
  };
}

const rungs = (given: LadderDefinition['rungs'], settings: Settings): Rung[] =>
  given.map(({ after, to, hold, repeat }) => ({
    after: durationOf(after, settings),
    to,
    ...(hold === 'none' ? {} : { hold }),
    ...(repeat ? { repeat: { every: durationOf(repeat.every, settings), max: numberOf(repeat.max, settings) } } : {}),
  }));

function named<T>(map: Record<string, T>, key: string, noun: string): T {
  const found = Object.hasOwn(map, key) ? map[key] : undefined;
  if (found === undefined) throw new PlaybookError('unknown-reference', key, `the playbook has no ${noun} "${key}"`);
  return found;
}
