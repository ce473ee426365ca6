import { readFile, writeFile } from 'node:fs/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import proto from '@temporalio/proto';
import type { RunEvent } from '#contracts/events';
import type { Run } from '#contracts/run';

const { History } = proto.temporal.api.history.v1;
type History = proto.temporal.api.history.v1.IHistory;

/** A run as `npm run record-history` keeps it: its history, the events it recorded, and its row at that moment. */
export interface Pinned {
  workflowId: string;
  history: History;
  events: RunEvent[];
  run: Run;
}

/** Writes a pin; the history as protobuf, because its JSON form needs one copy of protobufjs and npm installs several. */
export async function writePinned(file: string, { history, ...rest }: Pinned): Promise<void> {
  const encoded = Buffer.from(History.encode(history).finish()).toString('base64');
  await writeFile(file, gzipSync(JSON.stringify({ ...rest, history: encoded })));
}

export async function readPinned(file: string): Promise<Pinned> {
  const kept = JSON.parse(gunzipSync(await readFile(file)).toString()) as Omit<Pinned, 'history'> & { history: string };
  return { ...kept, history: History.decode(Buffer.from(kept.history, 'base64')) };
}

/** A workflow that is no run: its history alone. */
export async function writeHistory(file: string, { workflowId, history }: Pick<Pinned, 'workflowId' | 'history'>): Promise<void> {
  await writeFile(file, gzipSync(JSON.stringify({ workflowId, history: Buffer.from(History.encode(history).finish()).toString('base64') })));
}
