import { useEffect, useState } from 'react';

const QUIET_MS = 250;

/** The value once nobody has changed it for a moment: what is typed need not be asked for letter by letter. */
export function useDebounced<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), QUIET_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
