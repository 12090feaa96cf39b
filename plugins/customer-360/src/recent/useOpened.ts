import { useEffect } from 'react';
import { storageApiRef, useApi } from '@backstage/core-plugin-api';
import { RecentCustomers } from './RecentCustomers';

/** Remembers that one has opened a customer; undefined until it is shown. @internal */
export function useOpened(ref: string | undefined): void {
  const storage = useApi(storageApiRef);
  useEffect(() => {
    if (ref !== undefined) {
      void new RecentCustomers(storage).opened(ref);
    }
  }, [storage, ref]);
}
