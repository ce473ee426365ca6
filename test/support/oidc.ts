import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** A real OpenID Connect provider in this process, with people that tests make up. */
export interface TestProvider {
  issuer: string;
  /** Subjects and what the provider says of them; every password fits. */
  accounts: Map<string, { email: string; email_verified: boolean }>;
  /** Goes through the provider's pages as `subject`, from the address it was sent to until it sends the browser back; answers that address. */
  visit(url: string, subject: string): Promise<URL>;
  close(): Promise<void>;
}

/** Starts one for a single client, which must use PKCE (S256) and exactly this redirect address. */
export async function startProvider(client: { id: string; secret: string; redirectUri: string }): Promise<TestProvider> {
  const accounts: TestProvider['accounts'] = new Map();
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const provider = new Provider(issuer, {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [client.redirectUri], response_types: ['code'], grant_types: ['authorization_code'], token_endpoint_auth_method: 'client_secret_post' }],
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub, ...accounts.get(sub) }) }),
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    pkce: { required: () => true },
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] as never },
    cookies: { keys: [randomBytes(16).toString('hex')] },
  });
  server.on('request', (request, response) => void provider.callback()(request, response));
  return {
    issuer,
    accounts,
    visit: (url, subject) => visit(new URL(url), subject, client.redirectUri),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Logs in and consents on the provider's own pages, as a browser would. */
async function visit(start: URL, subject: string, until: string): Promise<URL> {
  const jar = new Map<string, string>();
  let answer = await ask(start, jar);
  for (let step = 0; step < 20; step += 1) {
    const location = answer.response.headers.get('location');
    if (location) {
      const next = new URL(location, answer.url);
      if (next.href.startsWith(until)) return next;
      answer = await ask(next, jar);
      continue;
    }
    const page = await answer.response.text();
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
    const action = /action="([^"]+)"/.exec(page)?.[1];
    if (!prompt || !action) throw new Error(`the provider shows no form: ${answer.response.status} ${page.slice(0, 400)}`);
    answer = await ask(new URL(action, answer.url), jar, { prompt, login: subject, password: 'any' });
  }
  throw new Error('the provider sends us in circles');
}

async function ask(url: URL, jar: Map<string, string>, form?: Record<string, string>): Promise<{ url: URL; response: Response }> {
  const headers = { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') };
  const response = await fetch(url, { redirect: 'manual', headers, ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}) });
  for (const cookie of response.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (value === '') jar.delete(name);
    else jar.set(name, value);
  }
  return { url, response };
}
