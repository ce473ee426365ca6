import { access, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type Playbook, ZPlaybook } from '#contracts/playbook';

/** Shared fragments of a playbook are YAML aliases; ours use dozens, and the library's default cap (100) counts nested ones. */
const MAX_ALIASES = 1000;

/** A playbook file that cannot be used: which file, and where in it. */
export class PlaybookFileError extends Error {
  constructor(
    readonly file: string,
    readonly path: string,
    reason: string,
  ) {
    super(`${file}${path ? ` at ${path}` : ''}: ${reason}`);
    this.name = 'PlaybookFileError';
  }
}

/**
 * Reads every `<dir>/<slug>/playbook.yaml`, sorted by slug.
 * @throws PlaybookFileError naming file and path, at the first file that is no playbook or whose folder is not its slug.
 */
export async function loadPlaybooks(dir: string): Promise<Playbook[]> {
  const entries = await readdir(dir, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const playbooks: Playbook[] = [];
  for (const folder of folders.sort()) {
    const file = join(dir, folder, 'playbook.yaml');
    if (!(await exists(file))) continue;
    const playbook = await loadPlaybook(file);
    if (playbook.slug !== folder) throw new PlaybookFileError(file, 'slug', `must be "${folder}", like its folder`);
    playbooks.push(playbook);
  }
  return playbooks;
}

/** Reads one playbook file. @throws PlaybookFileError */
export async function loadPlaybook(file: string): Promise<Playbook> {
  const result = ZPlaybook.safeParse(parseYaml(file, await readFile(file, 'utf8')));
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new PlaybookFileError(file, issue?.path.join('.') ?? '', issue?.message ?? 'is no playbook');
}

/** What a playbook's text says, YAML or JSON. @throws Error saying line and column of what is neither */
export const parsePlaybookText = (text: string): unknown => parse(text, { maxAliasCount: MAX_ALIASES, merge: true });

function parseYaml(file: string, text: string): unknown {
  try {
    return parsePlaybookText(text);
  } catch (error) {
    throw new PlaybookFileError(file, '', error instanceof Error ? error.message : String(error));
  }
}

const exists = (file: string): Promise<boolean> => access(file).then(
  () => true,
  () => false,
);
