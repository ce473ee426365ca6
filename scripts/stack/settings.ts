import path from 'node:path';
import { homeOf } from '../prepare/running.mjs';

export interface StackPorts {
  api: number;
  postgres: number;
  temporal: number;
  temporalUi: number;
  smtp: number;
  mail: number;
}

/** Where the embedded stack keeps its data and listens. */
export interface StackSettings {
  /** Absolute path of the clone. */
  root: string;
  /** Absolute data folder. */
  home: string;
  ports: StackPorts;
  /** Address people use in a browser, without a trailing slash. */
  publicUrl: string;
  seedDemo: boolean;
  startExample: boolean;
}

/** Environment variable and default of each port. */
export const PORT_SETTINGS: Record<keyof StackPorts, { env: string; default: number; label: string }> = {
  api: { env: 'PORT', default: 3000, label: 'API' },
  postgres: { env: 'POSTGRES_PORT', default: 54320, label: 'PostgreSQL' },
  temporal: { env: 'TEMPORAL_PORT', default: 7233, label: 'Temporal' },
  temporalUi: { env: 'TEMPORAL_UI_PORT', default: 8233, label: "Temporal's UI" },
  smtp: { env: 'SMTP_PORT', default: 1025, label: 'mail (SMTP)' },
  mail: { env: 'MAIL_PORT', default: 1080, label: 'mail inbox page' },
};

/** Reads the stack's settings. @throws Error naming a port that is none. */
export function readSettings(root: string, env: NodeJS.ProcessEnv): StackSettings {
  const names = Object.keys(PORT_SETTINGS) as Array<keyof StackPorts>;
  const ports = Object.fromEntries(names.map((name) => [name, readPort(name, env)])) as unknown as StackPorts;
  return {
    root: path.resolve(root),
    home: homeOf(root),
    ports,
    publicUrl: (env.PUBLIC_URL || `http://localhost:${ports.api}`).replace(/\/+$/, ''),
    seedDemo: env.SEED_DEMO !== 'false',
    startExample: env.SEED_DEMO !== 'false' && env.START_EXAMPLE !== 'false',
  };
}

function readPort(name: keyof StackPorts, env: NodeJS.ProcessEnv): number {
  const { env: variable, default: fallback } = PORT_SETTINGS[name];
  const port = Number(env[variable] || fallback);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new Error(`${variable}=${env[variable]} is no port: give a number from 1 to 65535.`);
}
