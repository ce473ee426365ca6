import { createRequire } from 'node:module';

const { words } = createRequire(import.meta.url)('./common.json') as { source: string; words: string[] };

/** Passwords that everybody tries first, in lower case; the file says where they come from. */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(words);
