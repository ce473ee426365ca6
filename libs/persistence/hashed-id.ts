import { createHash } from 'node:crypto';

/**
 * An id that the same parts always give: a SHA-256 shaped as a UUID (version 8), so that it serves as Temporal's update id and wherever
 * ids are UUIDs. JSON keeps the parts apart: `a` + `bc` must not equal `ab` + `c`.
 */
export function hashedId(...parts: readonly (string | number)[]): string {
  const hex = sha256(JSON.stringify(parts));
  const variant = ((Number.parseInt(hex[16]!, 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** SHA-256 in hex. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
