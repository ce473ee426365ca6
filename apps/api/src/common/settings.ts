export const API_PREFIX = 'api/v1';
/** Largest JSON body, bytes. */
export const BODY_LIMIT = 1024 * 1024;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
