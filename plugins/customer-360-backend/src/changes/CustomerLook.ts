import type { CustomerEntity } from '@customer-360/backstage-plugin-customer-360-common';
import type { PackedReading } from '../facets/PackedReading';
import type { FacetReadings } from '../facets/readings';

/** A customer as it is known, without anybody who asked. */
export interface CustomerLook {
  readonly entity: CustomerEntity;
  /** `customer:default/cus-8f3a1c` */
  readonly ref: string;
  /** Of the facets of which figures are kept. */
  readonly readings: FacetReadings<PackedReading>;

  /**
   * Reads facets at their sources that are merely due to be read again; gives
   * them as they are known where too many have been read that way already.
   */
  renew(facets: readonly string[]): Promise<FacetReadings<PackedReading>>;
}

/** Is shown customers when something of them has changed, and once a day. */
export interface LookObserver {
  /**
   * The same may be shown again, and by two instances at once.
   *
   * @throws Error where it has to be shown once more
   */
  saw(look: CustomerLook): Promise<void>;

  /** After several: keeps what it has yet to write. */
  settle?(): Promise<void>;
}
