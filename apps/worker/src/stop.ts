import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';

/** Tells every loop of this process that it is to end. */
@Injectable()
export class Stop implements BeforeApplicationShutdown {
  private readonly controller = new AbortController();
  readonly signal = this.controller.signal;

  beforeApplicationShutdown(): void {
    this.controller.abort(new Error('the worker is shutting down'));
  }
}
