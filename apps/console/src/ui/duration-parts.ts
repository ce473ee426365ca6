import type { Duration } from '#contracts/duration';

/** Units in which a length of time is typed: of working time or of the clock. */
export const LENGTH_UNITS = ['workingDays', 'workingHours', 'workingMinutes', 'clockDays', 'clockHours', 'clockMinutes', 'clockSeconds'] as const;
export type LengthUnit = (typeof LENGTH_UNITS)[number];
export interface LengthParts {
  amount: number;
  unit: LengthUnit;
}
const LETTERS: Record<LengthUnit, { working: boolean; iso: (amount: number) => string }> = {
  workingDays: { working: true, iso: (amount) => `P${amount}D` },
  workingHours: { working: true, iso: (amount) => `PT${amount}H` },
  workingMinutes: { working: true, iso: (amount) => `PT${amount}M` },
  clockDays: { working: false, iso: (amount) => `P${amount}D` },
  clockHours: { working: false, iso: (amount) => `PT${amount}H` },
  clockMinutes: { working: false, iso: (amount) => `PT${amount}M` },
  clockSeconds: { working: false, iso: (amount) => `PT${amount}S` },
};

export const lengthFrom = ({ amount, unit }: LengthParts): Duration => (LETTERS[unit].working ? { working: LETTERS[unit].iso(amount) } : { clock: LETTERS[unit].iso(amount) });

/** The one amount and unit that a duration is; null for one made of several, such as a day and four hours. */
export function partsOfLength(duration: Duration): LengthParts | null {
  const working = 'working' in duration;
  const iso = working ? duration.working : duration.clock;
  const [, amount, letter] = /^P(?:T(?=.*[HMS]))?(\d+)([DHMS])$/.exec(iso) ?? [];
  if (amount === undefined) return null;
  const unit = LENGTH_UNITS.find((one) => LETTERS[one].working === working && LETTERS[one].iso(Number(amount)) === iso);
  return unit ? { amount: Number(amount), unit } : letter === 'S' ? { amount: 0, unit: working ? 'workingMinutes' : 'clockMinutes' } : null;
}
