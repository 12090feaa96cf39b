import { useContext, useEffect, useState } from 'react';
import { PageTime } from './PageTime';

const TICK_MS = 30_000;

/**
 * The clock of the page: ages move on every 30 seconds. On the page of a past
 * day it stands still.
 *
 * @internal
 */
export function useNow(): Date {
  const past = useContext(PageTime);
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return past ?? now;
}
