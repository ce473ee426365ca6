import { readFileSync } from 'node:fs';
import { Client, Connection, type TLSConfig } from '@temporalio/client';
import type { TemporalSettings } from './config/config.ts';

/**
 * A client that connects at its first call, so that the API starts, and serves its reads, while Temporal is down.
 * The same settings serve a dev server, a cluster with mTLS and Temporal Cloud. Close it with `client.connection.close()`.
 */
export function createTemporalClient(settings: TemporalSettings): Client {
  const connection = Connection.lazy({
    address: settings.address,
    connectTimeout: 2_000,
    ...(settings.tls ? { tls: tlsOf(settings.tls) } : {}),
    ...(settings.apiKey ? { apiKey: settings.apiKey } : {}),
  });
  return new Client({ connection, namespace: settings.namespace });
}

/** Resolves when Temporal serves our namespace; rejects when it does not within `deadlineMs`. */
export async function pingTemporal(client: Client, deadlineMs = 1_500): Promise<void> {
  const { namespace } = client.options;
  await client.connection.withDeadline(Date.now() + deadlineMs, () => client.workflowService.describeNamespace({ namespace }));
}

/** Certificates by file path, as the settings give them; a server name override serves clusters behind another host name. */
function tlsOf(tls: NonNullable<TemporalSettings['tls']>): TLSConfig {
  return {
    ...(tls.serverName ? { serverNameOverride: tls.serverName } : {}),
    ...(tls.ca ? { serverRootCACertificate: readFileSync(tls.ca) } : {}),
    ...(tls.cert && tls.key ? { clientCertPair: { crt: readFileSync(tls.cert), key: readFileSync(tls.key) } } : {}),
  };
}
