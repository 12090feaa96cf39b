import type {
  CustomerEntity,
  FacetDefinition,
  ObservedReading,
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
  /** What was observed before; of what is hidden nothing is taken. */
  readonly past?: readonly ObservedReading[];
  readonly now: Date;
}
