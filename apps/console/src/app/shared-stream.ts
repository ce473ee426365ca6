import { openStream, type StreamNews } from './stream.ts';

const NAME = 'callsheet.stream';
type Word = StreamNews | { ask: true };

/**
 * One stream for all tabs of a browser, which opens six connections to a server at most: the tab that holds the lock reads the feed and tells
 * the others; when it closes, the next one takes over. Where the browser has no locks (plain http in an office network), each tab has its own.
 */
export function openSharedStream(tell: (news: StreamNews) => void): () => void {
  if (!('locks' in navigator)) return openStream(tell);
  const channel = new BroadcastChannel(NAME);
  const closed = new AbortController();
  channel.onmessage = ({ data }: MessageEvent<Word>) => 'ask' in data || tell(data);
  channel.postMessage({ ask: true } satisfies Word);
  void navigator.locks.request(NAME, { signal: closed.signal }, () => lead(channel, tell, closed.signal)).catch(() => undefined);
  return () => {
    closed.abort();
    channel.close();
  };
}

/** Reads the feed until the tab closes, and answers tabs that come later how it stands. */
function lead(channel: BroadcastChannel, tell: (news: StreamNews) => void, closed: AbortSignal): Promise<void> {
  let state: StreamNews | undefined;
  const stop = openStream((news) => {
    if ('state' in news) state = news;
    tell(news);
    channel.postMessage(news);
  });
  channel.onmessage = ({ data }: MessageEvent<Word>) => void ('ask' in data && state && channel.postMessage(state));
  return new Promise((resolve) => {
    closed.addEventListener('abort', () => {
      stop();
      resolve();
    });
  });
}
