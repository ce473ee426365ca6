/** Words of every other page. */
export const texts = import.meta.glob<{ default: Record<string, unknown> }>(['./*.json', '!./common.json', '!./session.json', '!./inbox.json', '!./due.json', '!./notices.json', '!./search.json'], { eager: true });
