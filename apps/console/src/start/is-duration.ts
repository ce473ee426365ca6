import type { Duration } from '#contracts/duration';

export const isDuration = (value: unknown): value is Duration => typeof value === 'object' && value !== null && ('working' in value || 'clock' in value);
