import {
  evaluateIndicators,
  type CustomerEntity,
  type FacetDefinition,
  type FacetViews,
  type Indicator,
  type ObservedReading,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { AccessShape } from '../access/AccessShape';
import type { PackedReading } from '../facets/PackedReading';
import { unpackReadings, type FacetReadings } from '../facets/readings';
import { viewOfFacet } from '../view/composeView';

/** A customer's indicators as somebody sees them, with what they are made of. */
export interface IndicatorLook {
  readonly facets: FacetViews;
  readonly indicators: readonly Indicator[];
}

/**
 * The indicators that are on the page of whoever may see this much: filtered
 * first, made of what is left. Pure.
 */
export function lookAtIndicators(options: {
  entity: CustomerEntity;
  shape: AccessShape;
  /** Of what indicators are made of. */
  definitions: readonly FacetDefinition[];
  readings: FacetReadings<PackedReading>;
  /** What was observed before, of whatever facets. */
  past: readonly ObservedReading[];
  now: Date;
}): IndicatorLook {
  const { definitions, entity, now, shape } = options;
  const past = options.past.filter(
    ({ facet }) => (shape.facets.get(facet)?.level ?? 'none') !== 'none',
  );
  const readings = unpackReadings(options.readings);
  const facets = Object.fromEntries(
    definitions.map(definition => [
      definition.id,
      viewOfFacet(
        {
          entity,
          shape,
          definitions,
          // What nobody fills has no reading.
          filled: new Set(readings.keys()),
          readings,
          now,
        },
        definition,
      ),
    ]),
  ) as FacetViews;
  return {
    facets,
    indicators: evaluateIndicators(facets, now, undefined, past),
  };
}
