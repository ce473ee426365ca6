const BROWSERS: Array<[name: string, sign: RegExp]> = [['Edge', /Edg\//], ['WeChat', /MicroMessenger\//], ['Firefox', /Firefox\//], ['Chrome', /(Chrome|Chromium|CriOS)\//], ['Safari', /Safari\//]];
const SYSTEMS: Array<[name: string, sign: RegExp]> = [['iPhone', /iPhone/], ['iPad', /iPad/], ['Android', /Android/], ['Windows', /Windows/], ['macOS', /Mac OS X/], ['Linux', /Linux/]];

/** What a person calls the program that a session runs in, e.g. `Chrome · Windows`; null when nothing of it is known. */
export function deviceOf(userAgent: string | null): string | null {
  if (!userAgent) return null;
  const named = [BROWSERS, SYSTEMS].map((known) => known.find(([, sign]) => sign.test(userAgent))?.[0]).filter((name) => name !== undefined);
  return named.length > 0 ? named.join(' · ') : userAgent.split(' ')[0]!;
}
