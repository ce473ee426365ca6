import { ConfigError, readConfig } from './config.ts';

const base = { DATABASE_URL: 'postgres://app:secret@localhost:5432/callsheet' };

describe('readConfig', () => {
  it('fills defaults and counts an empty variable as not set', () => {
    const config = readConfig({ ...base, REDIS_URL: '', PORT: '8080' });
    expect(config.http).toEqual({ port: 8080, publicUrl: 'http://localhost:8080', trustProxy: undefined });
    expect(config.queue.redisUrl).toBeUndefined();
    expect(config.temporal.tls).toBeNull();
  });

  it('turns TLS on for an API key and lets TEMPORAL_TLS=false turn it off', () => {
    expect(readConfig({ ...base, TEMPORAL_API_KEY: 'key' }).temporal.tls).not.toBeNull();
    expect(readConfig({ ...base, TEMPORAL_API_KEY: 'key', TEMPORAL_TLS: 'false' }).temporal.tls).toBeNull();
  });

  it('names every setting it cannot use', () => {
    expect(() => readConfig({ PORT: 'x', SMTP_URL: 'nope' })).toThrow(ConfigError);
    expect(() => readConfig({ PORT: 'x', SMTP_URL: 'nope' })).toThrow(/PORT[\s\S]*DATABASE_URL[\s\S]*SMTP_URL/);
  });

  it('strips trailing slashes from the public address', () => {
    expect(readConfig({ ...base, PUBLIC_URL: 'https://calls.example.com/' }).http.publicUrl).toBe('https://calls.example.com');
  });

  it('wants a key of its own in production, long enough', () => {
    expect(() => readConfig({ ...base, NODE_ENV: 'production' })).toThrow(/SECRET_KEY.*required/);
    expect(() => readConfig({ ...base, SECRET_KEY: 'short' })).toThrow(/SECRET_KEY.*32/);
    const [young, old] = ['a young key of thirty-two characters', 'an old key of thirty-two characters'];
    expect(readConfig({ ...base, NODE_ENV: 'production', SECRET_KEY: `${young}, ${old}` }).secretKeys).toEqual([young, old]);
  });

  it('takes a provider by https, and by http from this machine outside production only', () => {
    const key = { SECRET_KEY: 'a key of more than thirty-two characters' };
    const oidc = (issuer: string, more: object = {}) => readConfig({ ...base, ...key, OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'callsheet', ...more }).auth.oidc?.issuer;
    expect(oidc('https://id.example.com', { NODE_ENV: 'production' })).toBe('https://id.example.com');
    expect(oidc('http://localhost:4000')).toBe('http://localhost:4000');
    expect(() => oidc('http://localhost:4000', { NODE_ENV: 'production' })).toThrow(/OIDC_ISSUER/);
    expect(() => oidc('http://id.example.com')).toThrow(/OIDC_ISSUER/);
    expect(() => readConfig({ ...base, OIDC_ISSUER: 'https://id.example.com' })).toThrow(/OIDC_CLIENT_ID/);
    expect(readConfig(base).auth.oidc).toBeNull();
  });
});
