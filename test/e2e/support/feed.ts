import { until } from '../../support/until.ts';
import type { Person } from './people.ts';

export interface FeedEvent {
  event: string;
  data: Record<string, unknown>;
}

/** The live feed of one person, read as a browser would. */
export class Feed {
  readonly events: FeedEvent[] = [];
  private readonly ending = new AbortController();
  private reading: Promise<void> = Promise.resolve();

  /** Resolves once the feed says that it is ready. */
  static async open(api: string, person: Person): Promise<Feed> {
    const feed = new Feed();
    const response = await fetch(`${api}/stream`, { headers: { authorization: `Bearer ${person.token}` }, signal: feed.ending.signal });
    feed.reading = feed.read(response.body!).catch(() => undefined);
    await feed.hears(({ event }) => event === 'ready');
    return feed;
  }

  hears(wanted: (event: FeedEvent) => boolean): Promise<FeedEvent> {
    return until(() => this.events.find(wanted), 10_000);
  }

  async close(): Promise<void> {
    this.ending.abort();
    await this.reading;
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    let rest = '';
    const decoder = new TextDecoder();
    for await (const chunk of body) {
      const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
      rest = parts.pop() ?? '';
      for (const part of parts) this.take(part);
    }
  }

  private take(part: string): void {
    const [event, data] = ['event', 'data'].map((field) => part.match(new RegExp(`^${field}: (.*)$`, 'm'))?.[1]);
    if (event && data) this.events.push({ event, data: JSON.parse(data) as Record<string, unknown> });
  }
}
