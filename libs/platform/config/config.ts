import path from 'node:path';
import { z } from 'zod';
import type { ObjectSettings } from '../objects/object-store.ts';

const port = z.coerce.number().int().min(1).max(65_535);
const flag = z.stringbool();
/** An empty variable counts as not set, as in a compose file's `${NAME:-}`. */
const optional = <T extends z.ZodType>(schema: T) => z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

/** Settings as they come from the environment; `.env.example` and the runbook list them. */
const environment = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  CALLSHEET_HOME: z.string().default('.callsheet'),
  PORT: port.default(3000),
  PUBLIC_URL: optional(z.url()),
  TRUST_PROXY: optional(z.string()),
  DATABASE_URL: z.url(),
  DATABASE_OWNER_URL: optional(z.url()),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(20),
  TEMPORAL_ADDRESS: z.string().default('127.0.0.1:7233'),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  TEMPORAL_TLS: optional(flag),
  TEMPORAL_TLS_CERT: optional(z.string()),
  TEMPORAL_TLS_KEY: optional(z.string()),
  TEMPORAL_TLS_CA: optional(z.string()),
  TEMPORAL_TLS_SERVER_NAME: optional(z.string()),
  TEMPORAL_API_KEY: optional(z.string()),
  TEMPORAL_UI_URL: optional(z.url()),
  REDIS_URL: optional(z.url()),
  SMTP_URL: z.url().default('smtp://127.0.0.1:1025'),
  MAIL_FROM: z.string().default('Callsheet <callsheet@callsheet.test>'),
  OBJECTS_DIR: optional(z.string()),
  S3_BUCKET: optional(z.string()),
  S3_REGION: z.string().default('us-east-1'),
  S3_ENDPOINT: optional(z.url()),
  S3_ACCESS_KEY_ID: optional(z.string()),
  S3_SECRET_ACCESS_KEY: optional(z.string()),
  S3_PREFIX: z.string().regex(/^[\w/.-]*$/).default(''),
  WORKFLOW_BUNDLE: optional(z.string()),
  REHEARSAL_BUNDLE: optional(z.string()),
  CONSOLE_FOLDER: optional(z.string()),
  SEED_DEMO: flag.default(false),
  SECRET_KEY: optional(z.string()),
  REQUIRE_ADMIN_TOTP: flag.default(false),
  TOKEN_REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).default(600),
  OIDC_ISSUER: optional(z.url()),
  OIDC_CLIENT_ID: optional(z.string()),
  OIDC_CLIENT_SECRET: optional(z.string()),
  OIDC_LABEL: z.string().default('OpenID Connect'),
}).superRefine(identityFits);

/** The shortest key that 32 random bytes may come as. */
const KEY_MIN = 32;
/** Everybody knows it: for machines that hold nothing but tests and trials. */
const DEVELOPMENT_KEY = 'callsheet-development-key-everybody-knows';

function identityFits(e: { NODE_ENV: string; SECRET_KEY?: string | undefined; OIDC_ISSUER?: string | undefined; OIDC_CLIENT_ID?: string | undefined }, context: z.RefinementCtx): void {
  const refuse = (name: string, message: string) => context.addIssue({ code: 'custom', path: [name], message });
  if (e.SECRET_KEY === undefined && e.NODE_ENV === 'production') refuse('SECRET_KEY', 'is required in production: openssl rand -base64 32');
  if (e.SECRET_KEY?.split(',').some((key) => key.trim().length < KEY_MIN)) refuse('SECRET_KEY', `each key has ${KEY_MIN} characters or more`);
  if (e.OIDC_ISSUER && !e.OIDC_CLIENT_ID) refuse('OIDC_CLIENT_ID', 'is required with OIDC_ISSUER');
  if (e.OIDC_ISSUER && !mayIssue(e.OIDC_ISSUER, e.NODE_ENV)) refuse('OIDC_ISSUER', 'must be https (http only for localhost, outside production)');
}

function mayIssue(issuer: string, env: string): boolean {
  const { protocol, hostname } = new URL(issuer);
  return protocol === 'https:' || (protocol === 'http:' && env !== 'production' && ['localhost', '127.0.0.1'].includes(hostname));
}

export interface TemporalSettings {
  address: string;
  namespace: string;
  /** Bearer key of Temporal Cloud; it implies TLS. */
  apiKey: string | undefined;
  /** `null` is plain text; file paths of client certificate, key and CA otherwise. */
  tls: { cert: string | undefined; key: string | undefined; ca: string | undefined; serverName: string | undefined } | null;
}

/** What the application knows about its surroundings, in groups. */
export interface Config {
  env: 'development' | 'test' | 'production';
  logLevel: string;
  /** Absolute folder of the embedded stack's data. */
  home: string;
  /** `publicUrl` has no trailing slash; links in mail begin with it. */
  http: { port: number; publicUrl: string; trustProxy: string | undefined };
  /** `ownerUrl` may be absent in the application's processes: only migrations and seed need it. */
  database: { url: string; ownerUrl: string | undefined; pool: number };
  temporal: TemporalSettings & { uiUrl: string | undefined };
  /** Redis carries BullMQ when set; PostgreSQL otherwise. */
  queue: { redisUrl: string | undefined };
  mail: { smtpUrl: string; from: string };
  /** Where files that people attach are kept: a folder, or a bucket when one is named. */
  objects: ObjectSettings;
  /** Prebuilt workflow bundle that the worker loads; `npm run build` makes the default one. */
  workflowBundle: string;
  /** The workflow code as previews of a start play it; `npm run build` makes the default one. */
  rehearsalBundle: string;
  /** Folder of the built console; `npm run build` makes the default one. */
  consoleFolder: string;
  seedDemo: boolean;
  /** Keys for what is sealed in the database: the first seals, all open. */
  secretKeys: readonly string[];
  auth: {
    /** Admins who log in by password must have a second factor. */
    requireAdminTotp: boolean;
    /** Most requests of one personal token a minute, in each API process. */
    tokenRequestsPerMinute: number;
    oidc: OidcSettings | null;
  };
}

/** An OpenID Connect provider that people may log in by; `label` is what its button says. */
export interface OidcSettings {
  issuer: string;
  clientId: string;
  clientSecret: string | undefined;
  label: string;
}

/** A setting is missing or malformed; the message names each one in a line of its own. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** Reads settings from an environment. @throws ConfigError that lists every bad setting. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(`Settings that cannot be used (see docs/runbook.md, Settings):\n${lines.join('\n')}`);
  }
  return group(parsed.data);
}

let cached: Config | undefined;

/** Settings of this process, read and checked once. @throws ConfigError at boot. */
export function config(): Config {
  cached ??= readConfig(process.env);
  return cached;
}

function group(e: z.output<typeof environment>): Config {
  return {
    env: e.NODE_ENV,
    logLevel: e.LOG_LEVEL,
    home: path.resolve(e.CALLSHEET_HOME),
    http: { port: e.PORT, publicUrl: (e.PUBLIC_URL ?? `http://localhost:${e.PORT}`).replace(/\/+$/, ''), trustProxy: e.TRUST_PROXY },
    database: { url: e.DATABASE_URL, ownerUrl: e.DATABASE_OWNER_URL, pool: e.DATABASE_POOL },
    temporal: {
      address: e.TEMPORAL_ADDRESS,
      namespace: e.TEMPORAL_NAMESPACE,
      apiKey: e.TEMPORAL_API_KEY,
      tls: tlsOf(e),
      uiUrl: e.TEMPORAL_UI_URL,
    },
    queue: { redisUrl: e.REDIS_URL },
    mail: { smtpUrl: e.SMTP_URL, from: e.MAIL_FROM },
    objects: { dir: path.resolve(e.OBJECTS_DIR ?? path.join(e.CALLSHEET_HOME, 'objects')), s3: s3Of(e) },
    workflowBundle: path.resolve(e.WORKFLOW_BUNDLE ?? 'dist/workflow-bundle.js'),
    rehearsalBundle: path.resolve(e.REHEARSAL_BUNDLE ?? 'dist/rehearsal-bundle.js'),
    consoleFolder: path.resolve(e.CONSOLE_FOLDER ?? 'dist/console'),
    seedDemo: e.SEED_DEMO,
    secretKeys: (e.SECRET_KEY ?? DEVELOPMENT_KEY).split(',').map((key) => key.trim()),
    auth: {
      requireAdminTotp: e.REQUIRE_ADMIN_TOTP,
      tokenRequestsPerMinute: e.TOKEN_REQUESTS_PER_MINUTE,
      oidc: e.OIDC_ISSUER && e.OIDC_CLIENT_ID ? { issuer: e.OIDC_ISSUER, clientId: e.OIDC_CLIENT_ID, clientSecret: e.OIDC_CLIENT_SECRET, label: e.OIDC_LABEL } : null,
    },
  };
}

function s3Of(e: z.output<typeof environment>): ObjectSettings['s3'] {
  if (!e.S3_BUCKET) return null;
  return { bucket: e.S3_BUCKET, region: e.S3_REGION, endpoint: e.S3_ENDPOINT, accessKeyId: e.S3_ACCESS_KEY_ID, secretAccessKey: e.S3_SECRET_ACCESS_KEY, prefix: e.S3_PREFIX };
}

function tlsOf(e: z.output<typeof environment>): TemporalSettings['tls'] {
  const wanted = e.TEMPORAL_TLS ?? Boolean(e.TEMPORAL_TLS_CERT ?? e.TEMPORAL_TLS_CA ?? e.TEMPORAL_API_KEY);
  return wanted ? { cert: e.TEMPORAL_TLS_CERT, key: e.TEMPORAL_TLS_KEY, ca: e.TEMPORAL_TLS_CA, serverName: e.TEMPORAL_TLS_SERVER_NAME } : null;
}
