import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { assertKey, type ObjectStore } from './object-store.ts';

/**
 * Objects as files, `<dir>/<first two of the key>/<key>`, readable by our own user only. A file is written beside and renamed once it is on
 * the disk, so that a crash or a full disk leaves at most a `.part`, which `delete` takes along.
 */
export function createDiskStore(dir: string): ObjectStore {
  const fileOf = (key: string): string => {
    assertKey(key);
    return path.join(dir, key.slice(0, 2), key);
  };
  return {
    async put(key, bytes) {
      const file = fileOf(key);
      const part = `${file}.part`;
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
      try {
        await written(part, bytes);
        await rename(part, file);
        await synced(path.dirname(file));
      } catch (error) {
        await rm(part, { force: true });
        throw error;
      }
    },
    async get(key) {
      const handle = await open(fileOf(key), 'r').catch(noneIfMissing);
      return handle && handle.createReadStream();
    },
    async delete(key) {
      await rm(fileOf(key), { force: true });
      await rm(`${fileOf(key)}.part`, { force: true });
    },
    close: () => undefined,
  };
}

async function written(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A rename is only safe from a power cut once its folder is on the disk too. */
async function synced(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

function noneIfMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
