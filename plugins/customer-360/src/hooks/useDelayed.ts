import { useEffect, useState } from 'react';

/** True once `active` has lasted for `ms`: what is quick must not flash. @internal */
export function useDelayed(active: boolean, ms: number): boolean {
  const [passed, setPassed] = useState(false);
  useEffect(() => {
    if (!active) {
      setPassed(false);
      return undefined;
    }
    const timer = setTimeout(() => setPassed(true), ms);
    return () => clearTimeout(timer);
  }, [active, ms]);
  return active && passed;
}
