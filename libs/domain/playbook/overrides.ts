import type { Playbook } from '#contracts/playbook';
import type { Json } from '#contracts/text';
import { resolveSettings, type Settings } from './settings.ts';

/** What a run set for itself: the settings in which it differs from the defaults of its own version. */
export function overridesOf(playbook: Pick<Playbook, 'settings'>, settings: Settings): Settings {
  const defaults = resolveSettings(playbook, {});
  return Object.fromEntries(Object.entries(settings).filter(([name, value]) => Object.hasOwn(defaults, name) && JSON.stringify(defaults[name]) !== JSON.stringify(value)));
}

/** Overrides for another version: the run's own, as far as that version still has them, with `given` put over them. */
export function carriedOver(from: Pick<Playbook, 'settings'>, to: Pick<Playbook, 'settings'>, settings: Settings, given: Record<string, Json>): Settings {
  const own = Object.entries(overridesOf(from, settings)).filter(([name]) => Object.hasOwn(to.settings, name));
  return { ...Object.fromEntries(own), ...given };
}
