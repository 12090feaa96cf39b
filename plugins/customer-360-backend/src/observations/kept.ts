import type { FacetDefinition } from '@customer-360/backstage-plugin-customer-360-common';
import type { ObservationsConfig } from '../config/readObservationsConfig';

/**
 * For so long each day has its reading; of older days those are left on which
 * something changed.
 */
export const DAILY_MS = 100 * 24 * 60 * 60 * 1000;

/** How long the figures of a facet are kept: by its label where that has a say. */
export function keptMsOf(
  facet: string,
  definitions: readonly FacetDefinition[],
  { keptMs, keptMsByLabel }: ObservationsConfig,
): number {
  const { label } = definitions.find(({ id }) => id === facet) ?? {};
  return (label && keptMsByLabel.get(label)) || keptMs;
}
