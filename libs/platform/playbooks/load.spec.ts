import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadPlaybooks } from './load.ts';

describe('loadPlaybooks', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'playbooks-'));
  });
  afterEach(() => rm(dir, { recursive: true }));
  const put = async (slug: string, text: string): Promise<void> => {
    await mkdir(join(dir, slug));
    await writeFile(join(dir, slug, 'playbook.yaml'), text);
  };

  it('passes over files and folders without a playbook', async () => {
    await mkdir(join(dir, 'notes'));
    await writeFile(join(dir, 'README.md'), '#');
    expect(await loadPlaybooks(dir)).toEqual([]);
  });

  it('names the file of text that is no YAML', async () => {
    await put('broken', 'slug: [');
    await expect(loadPlaybooks(dir)).rejects.toMatchObject({ name: 'PlaybookFileError', file: join(dir, 'broken', 'playbook.yaml') });
  });

  it('names file and path of what is no playbook', async () => {
    await put('half', 'slug: half\nversion: one\n');
    await expect(loadPlaybooks(dir)).rejects.toMatchObject({ name: 'PlaybookFileError', path: 'version' });
    await expect(loadPlaybooks(dir)).rejects.toThrow(/half.playbook\.yaml at version: /);
  });

  it('fails on a folder that does not exist', async () => {
    await expect(loadPlaybooks(join(dir, 'none'))).rejects.toThrow('ENOENT');
  });
});
