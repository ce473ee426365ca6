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
});
