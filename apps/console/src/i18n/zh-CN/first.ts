/** Words of the frame, the log-in page and the inbox. */
export const texts = import.meta.glob<{ default: Record<string, unknown> }>(['./common.json', './session.json', './inbox.json', './due.json', './notices.json', './search.json'], { eager: true });
