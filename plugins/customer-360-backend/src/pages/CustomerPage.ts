import type { ReadableCustomer } from '../access/CustomerAccess';
import type { Reader } from '../access/Reader';
import type { CustomerLinks } from '../links/LinkResolver';
import type { Generations } from '../generations/Generations';
import type { FinishedPage } from './FinishedPage';

export interface PageRequest {
  readonly reader: Reader;
  readonly customer: ReadableCustomer;
  readonly links: CustomerLinks;
  /** Ids of what the reader may see any of. */
  readonly facets: readonly string[];
  readonly generations: Generations;
}

/** Gives the whole page of a customer, as bytes. */
export interface CustomerPage {
  of(request: PageRequest): Promise<FinishedPage>;
}
