export type PlaybookFault = 'unknown-setting' | 'bad-setting' | 'unknown-reference';

/** A playbook, or the settings it was given, cannot be compiled. `name` of the setting or of what a reference misses. */
export class PlaybookError extends Error {
  constructor(
    readonly fault: PlaybookFault,
    /** The setting, or the missing form, ladder or reminder list. */
    readonly subject: string,
    message: string,
  ) {
    super(message);
    this.name = 'PlaybookError';
  }
}
