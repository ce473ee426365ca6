/** A user-facing text in both languages of the product. */
export interface Text {
  'zh-CN': string;
  en: string;
}
export type Locale = keyof Text;
export const LOCALES: readonly Locale[] = ['zh-CN', 'en'];

/** Values that survive Temporal's JSON payloads and Postgres `jsonb` unchanged. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
