import { Drift } from '@customer-360/backstage-plugin-customer-360-node';
import {
  toLongText,
  type SurveysData,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { HubspotConfig } from '../config/HubspotConfig';
import { Properties } from '../values/Properties';
import type { Found, ReadCompany } from './ReadCompany';

const MAX_NPS = 10;

/** The latest NPS, where the company keeps it in properties. @internal */
export function toSurveys(
  { sourceId, company, portal }: ReadCompany,
  mapping: NonNullable<HubspotConfig['nps']>,
): Found<SurveysData> {
  const drift = new Drift();
  const properties = new Properties(company.properties, drift);
  const score = properties.number(mapping.property);
  const at = properties.instant(mapping.date);
  const comment = properties.text(mapping.comment);
  const known = score !== undefined && score >= 0 && score <= MAX_NPS;
  if (score !== undefined && !known) {
    drift.add('The NPS is not between 0 and 10 and is left out');
  }
  if (known && at === undefined) {
    drift.add('The NPS has no date and is left out');
  }
  return {
    data: {
      responses:
        known && at !== undefined
          ? [
              {
                source: sourceId,
                id: company.id,
                url: portal.urlOf('companies', company.id),
                kind: 'nps',
                score,
                at,
                comment:
                  comment === undefined ? undefined : toLongText(comment),
              },
            ]
          : [],
    },
    missing: drift.missing,
  };
}
