import { useState } from 'react';

let last = 0;

/** An id for one element; React 17, which portals may have, has no `useId`. @internal */
export function useUniqueId(): string {
  const [id] = useState(() => {
    last += 1;
    return `customer-360-${last}`;
  });
  return id;
}
