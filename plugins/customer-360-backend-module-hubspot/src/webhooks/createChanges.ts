import type { FacetId } from '@customer-360/backstage-plugin-customer-360-common';
import type { HubspotConfig } from '../config/HubspotConfig';
import { listedProperties } from '../customers/toListedCustomer';
import { propertiesByFacet } from '../reads/companyProperties';

/** What is read of an object that hangs on a company. */
const READ_OF: Readonly<Record<string, readonly FacetId[]>> = {
  contacts: ['contacts'],
  deals: ['opportunities'],
  notes: ['notes', 'touchpoints'],
  meetings: ['meetings', 'touchpoints'],
  calls: ['touchpoints'],
  emails: ['touchpoints'],
};

/** Changes with whatever else does, and says nothing itself. */
const STAMP = 'hs_lastmodifieddate';

const ON_DEALS: readonly FacetId[] = ['notes', 'touchpoints', 'meetings'];

/** Which facets a change makes worthless, as config maps them. @internal */
export interface Changes {
  /** @param property - undefined where all of the company may have changed */
  ofCompany(property: string | undefined): readonly FacetId[];
  /** Of an object that hangs on companies; none where it is not read. */
  ofObject(objectType: string, property?: string): readonly FacetId[];
}

/** @internal */
export function createChanges(config: HubspotConfig): Changes {
  const { contracts, feedback, privateDealProperty } = config;
  const byProperty = facetsByProperty(config);
  const ofCompany = new Set([...byProperty.values()].flat());
  return {
    ofCompany: property =>
      property === undefined ? [...ofCompany] : byProperty.get(property) ?? [],
    ofObject(objectType, property) {
      const facets = new Set(
        Object.hasOwn(READ_OF, objectType) ? READ_OF[objectType] : [],
      );
      if (objectType === contracts?.objectType) {
        facets.add('contracts');
      }
      if (objectType === feedback?.objectType) {
        facets.add('feedback');
      }
      // What hangs on a deal is hidden and labelled with it.
      const isFence =
        property === undefined || property === privateDealProperty;
      if (objectType === 'deals' && isFence) {
        ON_DEALS.forEach(facet => facets.add(facet));
      }
      return [...facets];
    },
  };
}

function facetsByProperty(config: HubspotConfig): Map<string, FacetId[]> {
  const facets = new Map<string, FacetId[]>();
  for (const [facet, properties] of propertiesByFacet(config)) {
    for (const property of properties) {
      facets.set(property, [...(facets.get(property) ?? []), facet]);
    }
  }
  for (const property of listedProperties(config)) {
    // What only the catalog has of a company is a change of its account, too.
    if (property !== STAMP && !facets.has(property)) {
      facets.set(property, ['account']);
    }
  }
  return facets;
}
