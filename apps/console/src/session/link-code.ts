import { useEffect, useState } from 'react';

/** The code that a mailed link carries behind `#`: kept here, and taken out of the address so that it stays in no history. Empty without one. */
export function useLinkCode(): string {
  const [code] = useState(() => decodeURIComponent(window.location.hash.slice(1)));
  useEffect(() => {
    if (window.location.hash) window.history.replaceState(window.history.state, '', window.location.pathname + window.location.search);
  }, []);
  return code;
}
