import { rm } from 'node:fs/promises';
import type { TestPostgres } from './postgres-setup.ts';

/** Jest global teardown of the integration project. */
export default async function teardown(): Promise<void> {
  const running = (globalThis as { testPostgres?: TestPostgres }).testPostgres;
  if (!running) return;
  await running.server.stop();
  await rm(running.folder, { recursive: true, force: true });
}
