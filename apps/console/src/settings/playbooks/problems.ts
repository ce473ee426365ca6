/** What publishing would refuse of one part of a playbook, by the part's path. */
export const problemsAt = (problems: ReadonlyArray<{ path: string; message: string }>, at: string): string[] =>
  problems.filter(({ path }) => path === at || path.startsWith(`${at}.`)).map(({ path, message }) => (path === at ? message : `${path.slice(at.length + 1)}: ${message}`));

/** Form.Item's look of a part with problems. */
export function refusal(problems: ReadonlyArray<{ path: string; message: string }>, at: string): { validateStatus?: 'error'; help?: string } {
  const found = problemsAt(problems, at);
  return found.length > 0 ? { validateStatus: 'error', help: found.join('; ') } : {};
}
