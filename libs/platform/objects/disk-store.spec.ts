import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { createDiskStore } from './disk-store.ts';

const KEY = '6f1c2a34-8f0e-4d5b-9a53-0c7f5f0a1b2c';
let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'callsheet-objects-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));
const files = async () => (await readdir(dir, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map(({ name }) => name);

describe('objects on disk', () => {
  it('are whole files of our own user’s, named by key', async () => {
    const store = createDiskStore(dir);
    await store.put(KEY, Buffer.from('作品'), 'text/plain');
    expect(await files()).toEqual([KEY]);
    expect((await stat(path.join(dir, '6f', KEY))).mode & 0o077).toBe(0);
    expect((await buffer((await store.get(KEY))!)).toString()).toBe('作品');
  });

  it('are gone once deleted, with what an interrupted put left', async () => {
    const store = createDiskStore(dir);
    await mkdir(path.join(dir, '6f'));
    await writeFile(path.join(dir, '6f', `${KEY}.part`), 'half');
    expect(await store.get(KEY)).toBeNull();
    await store.delete(KEY);
    await store.delete(KEY);
    expect(await files()).toEqual([]);
  });

  it('leave nothing when they cannot be written', async () => {
    await mkdir(path.join(dir, '6f', KEY), { recursive: true });
    await expect(createDiskStore(dir).put(KEY, Buffer.from('x'), 'text/plain')).rejects.toThrow();
    expect(await files()).toEqual([]);
  });

  it.each(['../../etc/passwd', KEY.toUpperCase(), `${KEY}/x`, ''])('take no key but a UUID: %j', async (key) => {
    const store = createDiskStore(dir);
    await expect(store.put(key, Buffer.from('x'), 'text/plain')).rejects.toThrow('UUID');
    await expect(store.get(key)).rejects.toThrow('UUID');
    await expect(store.delete(key)).rejects.toThrow('UUID');
  });
});
