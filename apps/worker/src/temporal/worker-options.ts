import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { TLSConfig } from '@temporalio/client';
import type { NativeConnectionOptions, WorkerOptions } from '@temporalio/worker';
import type { TemporalSettings } from '#platform/config/config';

type WorkflowSource = Pick<WorkerOptions, 'workflowBundle' | 'workflowsPath' | 'bundlerOptions'>;

/** The prebuilt bundle when there is one; otherwise the SDK bundles `workflows/index` from source. */
export function workflowSource(bundlePath: string): WorkflowSource {
  if (existsSync(bundlePath)) return { workflowBundle: { codePath: bundlePath } };
  return {
    workflowsPath: createRequire(import.meta.url).resolve('../../../../workflows/index.ts'),
    bundlerOptions: { webpackConfigHook: (config) => ({ ...config, resolve: { ...config.resolve, conditionNames: ['source', '...'] } }) },
  };
}

/** How to reach Temporal: a dev server, a cluster with mutual TLS, or Temporal Cloud with a key. @throws when a certificate file cannot be read. */
export async function connectionOptions(settings: TemporalSettings): Promise<NativeConnectionOptions> {
  const tls = await clientTls(settings);
  return { address: settings.address, ...(settings.apiKey ? { apiKey: settings.apiKey } : {}), ...(tls ? { tls } : {}) };
}

/** Certificates as the SDK takes them; undefined for a plain connection. @throws when a file cannot be read. */
async function clientTls({ tls }: TemporalSettings): Promise<TLSConfig | undefined> {
  if (tls === null) return undefined;
  const [crt, key, ca] = await Promise.all([tls.cert, tls.key, tls.ca].map(async (file) => (file ? readFile(file) : undefined)));
  return {
    ...(tls.serverName ? { serverNameOverride: tls.serverName } : {}),
    ...(ca ? { serverRootCACertificate: ca } : {}),
    ...(crt && key ? { clientCertPair: { crt, key } } : {}),
  };
}
