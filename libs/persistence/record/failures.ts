/** Named, so that the activity hands them on as a retryable failure of that type and an operator finds the runbook's page on them. */
export class RecordError extends Error {
  constructor(
    readonly type: 'EventGap' | 'EventConflict' | 'RecordContention',
    readonly runId: string,
    readonly n: number,
    message: string,
  ) {
    super(message);
    this.name = type;
  }
}
