/** What a stream tells: how it stands, and which of the feed's events has come. */
export type StreamNews = { state: 'live' | 'lost' } | { event: 'event' | 'notice' | 'reset' | 'end' };

/** The feed beats every 15 s: longer silence means that the line is dead, though nobody has said so (a laptop that slept, a network that changed). */
const SILENCE_MS = 40_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;
const NAMES = ['event', 'notice', 'reset', 'end'] as const;

/**
 * Follows the live feed for as long as it is open: goes on after the last event it has seen, whether the browser, the network or the server
 * broke it off; a browser by itself gives up for good at the first answer that is no stream.
 */
export function openStream(tell: (news: StreamNews) => void): () => void {
  let source: EventSource | undefined;
  let lastId = '';
  let waitMs = FIRST_WAIT_MS;
  let again: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;

  const drop = (): void => {
    source?.close();
    source = undefined;
    clearTimeout(again);
    clearTimeout(silence);
  };
  const lose = (): void => {
    drop();
    tell({ state: 'lost' });
    again = setTimeout(connect, waitMs);
    waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
  };
  const heard = (event?: MessageEvent): void => {
    if (event?.lastEventId) lastId = event.lastEventId;
    clearTimeout(silence);
    silence = setTimeout(lose, SILENCE_MS);
  };
  const connect = (): void => {
    drop();
    source = new EventSource(lastId ? `/api/v1/stream?after=${encodeURIComponent(lastId)}` : '/api/v1/stream');
    source.addEventListener('open', () => {
      waitMs = FIRST_WAIT_MS;
      heard();
      tell({ state: 'live' });
    });
    source.addEventListener('error', lose);
    for (const name of ['ready', 'beat']) source.addEventListener(name, heard);
    for (const name of NAMES) {
      source.addEventListener(name, (event: MessageEvent) => {
        heard(event);
        tell({ event: name });
      });
    }
  };
  window.addEventListener('online', connect);
  window.addEventListener('offline', lose);
  connect();
  return () => {
    drop();
    window.removeEventListener('online', connect);
    window.removeEventListener('offline', lose);
  };
}
