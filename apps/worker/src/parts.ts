/** What one worker process hosts; production scales them apart (WORKER_PARTS=temporal on one machine, delivery,sweeper on another). */
export const PARTS = ['temporal', 'delivery', 'sweeper', 'reconciler', 'digest'] as const;
export type Part = (typeof PARTS)[number];

/** Reads WORKER_PARTS, a comma-separated list; unset or empty means all. @throws Error that names an unknown part. */
export function readParts(value: string | undefined): Set<Part> {
  const names = (value ?? '').split(',').map((name) => name.trim()).filter((name) => name !== '');
  const unknown = names.find((name) => !(PARTS as readonly string[]).includes(name));
  if (unknown !== undefined) throw new Error(`WORKER_PARTS: "${unknown}" is not one of ${PARTS.join(', ')}`);
  return new Set(names.length === 0 ? PARTS : (names as Part[]));
}
