import type { SurveysData } from '@customer-360/backstage-plugin-customer-360-common';
import type { HubspotConfig } from '../config/HubspotConfig';
import type { ReadFacet } from './FacetReads';
import { toSurveys } from './toSurveys';

/** What they answered last. @internal */
export function readSurveys(
  mapping: NonNullable<HubspotConfig['nps']>,
): ReadFacet<SurveysData> {
  return async reads => toSurveys(await reads.readCompany(), mapping);
}
