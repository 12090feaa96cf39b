import {
  MAX_RECORDS,
  MIN_HEALTH_COVERAGE,
  newestFirst,
  type HealthData,
} from '@customer-360/backstage-plugin-customer-360-common';
import {
  Drift,
  htmlToText,
} from '@customer-360/backstage-plugin-customer-360-node';
import type { HubspotRecord } from '../api/wire';
import type { HubspotConfig } from '../config/HubspotConfig';
import { Properties } from '../values/Properties';
import type { Found, ReadCompany } from './ReadCompany';

type Mapping = NonNullable<HubspotConfig['health']>;

/**
 * The score that the company keeps in HubSpot, or one computed from the parts
 * that config names, and then called computed.
 *
 * @internal
 */
export function toHealth(
  { sourceId, company, portal }: ReadCompany,
  mapping: Mapping,
): Found<HealthData> {
  const drift = new Drift();
  const properties = new Properties(company.properties, drift);
  const inScale = (value: number | undefined) => {
    if (
      value !== undefined &&
      (value < mapping.scale.min || value > mapping.scale.max)
    ) {
      drift.add('A health figure lies outside the scale and is left out');
      return undefined;
    }
    return value;
  };
  const parts = mapping.parts.map(({ key, label, weight, property }) => ({
    key,
    label,
    weight,
    score: inScale(properties.number(property)),
  }));
  const coverage = coverageOf(parts);
  const history = historyOf(company, mapping, drift).filter(
    ({ score }) => inScale(score) !== undefined,
  );
  const vendorScore =
    mapping.score === undefined
      ? undefined
      : inScale(properties.number(mapping.score));
  const comment = properties.text(mapping.comment);
  return {
    data: {
      source: sourceId,
      id: company.id,
      url: portal.urlOf('companies', company.id),
      score:
        mapping.score === undefined
          ? weightedMean(parts, coverage)
          : vendorScore,
      scale: mapping.scale,
      direction: mapping.direction,
      basis: mapping.score === undefined ? 'computed' : 'vendor',
      updatedAt: properties.instant(mapping.updatedAt) ?? history[0]?.at,
      // The history begins with the value of now; the one before it is the
      // newest that differs.
      previous: history.find(({ score }) => score !== vendorScore),
      parts,
      coverage: parts.length > 0 ? coverage : Number(vendorScore !== undefined),
      history,
      comment: comment === undefined ? undefined : htmlToText(comment),
    },
    missing: drift.missing,
  };
}

type Part = HealthData['parts'][number];

function coverageOf(parts: readonly Part[]): number {
  const all = parts.reduce((sum, { weight }) => sum + weight, 0);
  const known = parts
    .filter(({ score }) => score !== undefined)
    .reduce((sum, { weight }) => sum + weight, 0);
  // Sums of fractions may end a hair above one.
  return all === 0 ? 0 : Math.min(1, known / all);
}

function weightedMean(
  parts: readonly Part[],
  coverage: number,
): number | undefined {
  if (coverage < MIN_HEALTH_COVERAGE) {
    return undefined;
  }
  let sum = 0;
  let weights = 0;
  for (const { score, weight } of parts) {
    if (score !== undefined) {
      sum += score * weight;
      weights += weight;
    }
  }
  return Math.round((sum / weights) * 10) / 10;
}

/** Newest first. */
function historyOf(
  company: HubspotRecord,
  mapping: Mapping,
  drift: Drift,
): HealthData['history'] {
  const entries =
    (mapping.score !== undefined &&
      company.propertiesWithHistory?.[mapping.score]) ||
    [];
  return entries
    .flatMap(({ value, timestamp }) => {
      const entry = new Properties({ value, timestamp }, drift);
      const score = entry.number('value');
      const at = entry.instant('timestamp');
      return score === undefined || at === undefined ? [] : [{ at, score }];
    })
    .sort(newestFirst(({ at }) => at))
    .slice(0, MAX_RECORDS);
}
