import type { Readable } from 'node:stream';

/**
 * Where bytes are kept that do not belong into the database. Keys are UUIDs that we make: nothing a person typed ever becomes part of a path
 * or an address. Deciding who may read what is not its business.
 */
export interface ObjectStore {
  /** Stores the bytes whole: once this resolves `get` finds them, and a failure leaves nothing that `get` would find. */
  put(key: string, bytes: Uint8Array, type: string): Promise<void>;
  /** The bytes as a stream, or null when there are none. */
  get(key: string): Promise<Readable | null>;
  /** Removes them; removing what is not there is success. */
  delete(key: string): Promise<void>;
  close(): void;
}

/** `s3` null: on disk, under `dir`. */
export interface ObjectSettings {
  /** Absolute folder. */
  dir: string;
  s3: S3Settings | null;
}
export interface S3Settings {
  bucket: string;
  region: string;
  /** Address of a store that is not Amazon's; it is asked by path (`<endpoint>/<bucket>/<key>`). */
  endpoint: string | undefined;
  /** Without keys the SDK looks for them where it always does: environment, profile, role of the machine. */
  accessKeyId: string | undefined;
  secretAccessKey: string | undefined;
  /** What every key begins with. */
  prefix: string;
}

const KEY = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** @throws Error for anything but a UUID, so that a key can never leave its folder. */
export function assertKey(key: string): void {
  if (!KEY.test(key)) throw new Error('an object key is a UUID');
}
