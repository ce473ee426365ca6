/**
 * Ends this process when the one that started it is gone, however it went: the pipe on stdin closes even after kill -9.
 * Active only under `npm start` (CALLSHEET_CHILD=1); elsewhere stdin may be closed from the beginning.
 * The orderly way is tried first: SIGTERM to ourselves, so the process's own shutdown hooks run; after `graceMs` it exits anyway.
 */
export function exitWhenParentDies({ graceMs = 5_000 }: { graceMs?: number } = {}): void {
  if (process.env.CALLSHEET_CHILD !== '1') return;
  const leave = (): void => {
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.exit(1), graceMs).unref();
  };
  process.stdin.once('end', leave).once('close', leave).once('error', leave);
  process.stdin.resume();
  // The pipe must not keep alive a process that has finished by itself.
  if ('unref' in process.stdin) (process.stdin as unknown as { unref(): void }).unref();
}
