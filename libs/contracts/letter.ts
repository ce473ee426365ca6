/** Mail that is no notice of a run: it concerns an account, and may go to an address that is nobody's account yet. The name is also the catalogue's key (`letter.<kind>`). */
export const LETTER_KINDS = ['invitation', 'password-set', 'password-reset', 'password-changed'] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];

/** What a letter says beside its sentences. */
export interface LetterData {
  /** Name of whoever caused it, when it was somebody else. */
  by?: string;
}
