import type {
  CustomerEntity,
  FacetDefinition,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { AccessShape } from '../access/AccessShape';
import type { FacetReadings } from '../facets/readings';

/** All that a page is made of. */
export interface ViewInput {
  readonly entity: CustomerEntity;
  readonly shape: AccessShape;
  readonly definitions: readonly FacetDefinition[];
  /** Ids of the facets that some source fills. */
  readonly filled: ReadonlySet<string>;
  readonly readings: FacetReadings;
  readonly now: Date;
}
