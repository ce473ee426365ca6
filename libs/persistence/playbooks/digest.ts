import { sha256 } from '../hashed-id.ts';

/** SHA-256 of a playbook's content, blind to its version and to the order of keys: two versions with the same one are the same. */
export function playbookDigest(data: object): string {
  return sha256(canonical({ ...data, version: undefined }));
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, item]) => item !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
}
