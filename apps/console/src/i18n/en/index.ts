export const texts = import.meta.glob<{ default: Record<string, unknown> }>('./*.json', { eager: true });
