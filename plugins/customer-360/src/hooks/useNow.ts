import { useEffect, useState } from 'react';

const TICK_MS = 30_000;

/** The clock of the page: ages move on every 30 seconds. @internal */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
