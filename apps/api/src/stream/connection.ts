import type { Response } from 'express';

/** A reader this far behind is let go: it comes back and reads on from its last id. Bytes. */
const MOST_UNREAD = 2 * 1024 * 1024;

/** One server-sent event stream on its response. */
export class Connection {
  readonly closed: Promise<void>;

  constructor(private readonly response: Response) {
    this.closed = new Promise((resolve) => response.once('close', resolve));
    response.status(200);
    response.setHeader('Content-Type', 'text/event-stream; charset=utf-8').setHeader('Cache-Control', 'no-store, no-transform').setHeader('X-Accel-Buffering', 'no');
    response.flushHeaders();
  }

  get open(): boolean {
    return !this.response.destroyed && !this.response.writableEnded;
  }

  send(event: string, data: unknown, id?: string): void {
    this.write(`${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** Keeps proxies from closing a silent stream, moves the reader's last id on, and lets it know a dead line from a quiet one. */
  beat(id: string): void {
    this.send('beat', {}, id);
  }

  end(): void {
    if (this.open) this.response.end();
  }

  private write(text: string): void {
    if (!this.open) return;
    this.response.write(text);
    if (this.response.writableLength > MOST_UNREAD) this.response.destroy();
  }
}
