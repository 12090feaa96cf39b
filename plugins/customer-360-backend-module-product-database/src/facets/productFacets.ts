import type { FacetReaders } from '@customer-360/backstage-plugin-customer-360-node';
import { accountReader } from './accountReader';
import { activityReader } from './activityReader';
import { entitlementsReader } from './entitlementsReader';
import type { QueryName } from '../queries/queryDefinitions';
import type { FacetContext } from './FacetContext';
import { featuresReader } from './featuresReader';
import { surveysReader } from './surveysReader';

/** The facets for which config has a query, and no others. */
export function productFacets(facet: FacetContext): FacetReaders {
  const has = (name: QueryName) => facet.mapping.has(name);
  return {
    account: accountReader(facet),
    ...(has('activity') || has('daily') || has('users')
      ? { activity: activityReader(facet) }
      : {}),
    ...(has('features') ? { features: featuresReader(facet) } : {}),
    ...(has('entitlements') || has('flags')
      ? { entitlements: entitlementsReader(facet) }
      : {}),
    ...(has('surveys') ? { surveys: surveysReader(facet) } : {}),
  };
}
