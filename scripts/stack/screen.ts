import { DEMO_DOMAIN, DEMO_PASSWORD, DEMO_PEOPLE } from '#persistence/seed/demo-people';
import type { StackSettings } from './settings.ts';

/** The one screen a newcomer sees when everything runs. */
export function screen({ ports, home, publicUrl, seedDemo }: StackSettings, exampleRun: string | null): string {
  const rule = '─'.repeat(78);
  const addresses = [
    ['Console', publicUrl],
    ['API', `${publicUrl}/api/v1`],
    ['OpenAPI', `${publicUrl}/api/v1/openapi.json`],
    ['Mail inbox', `http://localhost:${ports.mail}`],
    ['Temporal UI', `http://localhost:${ports.temporalUi}`],
    ['PostgreSQL', `127.0.0.1:${ports.postgres}/callsheet`],
    ['Data', home],
  ];
  return [
    rule,
    ' Callsheet is running. Ctrl-C stops it; `npm start` goes on where it stopped.',
    rule,
    ...addresses.map(([label, value]) => ` ${label!.padEnd(13)}${value}`),
    ...(seedDemo ? ['', ...logIns()] : []),
    ...(exampleRun ? ['', ` One collaboration loop is running: ${exampleRun}`, ...nextThing(publicUrl)] : []),
    rule,
  ].join('\n');
}

function logIns(): string[] {
  const names = DEMO_PEOPLE.map(({ key }) => key);
  return [` Log in as any of these @${DEMO_DOMAIN}, password ${DEMO_PASSWORD}:`, `   ${names.join('  ')}`];
}

function nextThing(publicUrl: string): string[] {
  const login = `'{"email":"manager@${DEMO_DOMAIN}","password":"${DEMO_PASSWORD}","token":true}'`;
  return [
    ' Next: read the manager\'s inbox.',
    `   TOKEN=$(curl -s ${publicUrl}/api/v1/auth/login -H 'content-type: application/json' \\`,
    `     -d ${login} | sed 's/.*"token":"\\([^"]*\\)".*/\\1/')`,
    `   curl -s "${publicUrl}/api/v1/tasks?scope=mine" -H "authorization: Bearer $TOKEN"`,
  ];
}
