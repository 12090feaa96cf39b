import { useMemo } from 'react';
import { configApiRef, useApi } from '@backstage/core-plugin-api';
import {
  LABELS,
  type Label,
} from '@customer-360/backstage-plugin-customer-360-common';

/** All labels: the built-in ones, then the company's own. @internal */
export function useLabels(): readonly Label[] {
  const config = useApi(configApiRef);
  return useMemo(() => {
    const own = config.getOptionalStringArray('customer360.labels') ?? [];
    return [...new Set<Label>([...LABELS, ...own])];
  }, [config]);
}
