import type { HealthData } from '@customer-360/backstage-plugin-customer-360-common';
import type { HubspotConfig } from '../config/HubspotConfig';
import type { ReadFacet } from './FacetReads';
import { toHealth } from './toHealth';

/** How they are doing. @internal */
export function readHealth(
  mapping: NonNullable<HubspotConfig['health']>,
): ReadFacet<HealthData> {
  return async reads => toHealth(await reads.readCompany(), mapping);
}
