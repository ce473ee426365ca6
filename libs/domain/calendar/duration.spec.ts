import { DAY_MS, durationMs, HOUR_MS, parseDuration } from './duration.ts';

describe('durations', () => {
  it('keeps working days apart and folds clock days', () => {
    expect(parseDuration({ working: 'P2DT4H' })).toEqual({ working: true, days: 2, ms: 4 * HOUR_MS });
    expect(parseDuration({ clock: 'P7D' })).toEqual({ working: false, days: 0, ms: 7 * DAY_MS });
  });
  it('makes anything under one minute clock time', () => {
    expect(parseDuration({ working: 'PT59S' })).toEqual({ working: false, days: 0, ms: 59_000 });
    expect(parseDuration({ working: 'PT60S' }).working).toBe(true);
    expect(parseDuration({ working: 'PT0S' }).working).toBe(false);
  });
  it.each(['', 'P', 'PT', 'P1DT', 'P1W', '1D', 'PT1.5H', 'P-1D'])('refuses %j', (clock) => {
    expect(() => parseDuration({ clock })).toThrow(RangeError);
  });
  it('knows no fixed length of working days', () => {
    expect(durationMs({ working: 'PT1H' })).toBe(HOUR_MS);
    expect(() => durationMs({ working: 'P1D' })).toThrow(RangeError);
  });
});
