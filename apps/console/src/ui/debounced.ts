import { useEffect, useMemo, useState } from 'react';

const QUIET_MS = 250;

/** The value (as JSON has it) once nobody has changed it for a moment: what is typed need not be asked for letter by letter. */
export function useDebounced<T>(value: T): T {
  const said = JSON.stringify(value);
  const [settled, setSettled] = useState(said);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(said), QUIET_MS);
    return () => clearTimeout(timer);
  }, [said]);
  return useMemo(() => JSON.parse(settled) as T, [settled]);
}
