import { useEffect, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { CUSTOMER_KIND } from '@customer-360/backstage-plugin-customer-360-common';

/** Segments of the customers that the reader may see. @internal */
export function useSegments(): string[] {
  const catalogApi = useApi(catalogApiRef);
  const [segments, setSegments] = useState<string[]>([]);
  useEffect(() => {
    let current = true;
    catalogApi
      .getEntityFacets({
        filter: { kind: CUSTOMER_KIND },
        facets: ['spec.segment'],
      })
      .then(
        ({ facets }) =>
          current &&
          setSegments(
            (facets['spec.segment'] ?? []).map(({ value }) => value).sort(),
          ),
        // Without them the list still works, only this choice is empty.
        () => current && setSegments([]),
      );
    return () => {
      current = false;
    };
  }, [catalogApi]);
  return segments;
}
