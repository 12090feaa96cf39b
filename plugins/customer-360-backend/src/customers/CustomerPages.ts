import type {
  FacetPage,
  Scope,
  ViewFrame,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { Reader } from '../access/Reader';
import type { Look } from '../ledger/LedgerStore';
import type { FinishedPage } from '../pages/FinishedPage';

/** A customer as named in a path. */
export interface CustomerName {
  readonly namespace: string;
  readonly name: string;
}

/** Through whose eyes: a role, to whom the customer is this. */
export interface Preview {
  readonly role: string;
  readonly scope: Scope;
}

/**
 * What may be asked of one customer. Every call decides who may see what,
 * writes the ledger and only then gives data.
 *
 * All throw NotFoundError for a customer that is not there or hidden,
 * NotAllowedError for somebody who may not use Customer 360, and
 * ServiceUnavailableError when rights, catalog or ledger cannot be reached, or
 * when rights have changed before a slow answer was known.
 */
export interface CustomerPages {
  view(
    reader: Reader,
    customer: CustomerName,
    look?: Look,
  ): Promise<FinishedPage>;

  /**
   * The same to be taken along: on record as what leaves the portal.
   */
  brief(reader: Reader, customer: CustomerName): Promise<FinishedPage>;

  /**
   * The same as a role shows it, within what the reader may see themselves. It
   * stands in the ledger as what it is.
   *
   * @throws NotAllowedError without `customer360.grants.manage`
   * @throws InputError for a role or a scope that shows nothing
   */
  preview(
    reader: Reader,
    customer: CustomerName,
    as: Preview,
  ): Promise<FinishedPage>;

  /**
   * The same in parts, each as soon as it is known. What is thrown is thrown
   * before the first part, unless rights change meanwhile.
   *
   * @param as - as in a preview
   */
  stream(
    reader: Reader,
    customer: CustomerName,
    as?: Preview,
  ): Promise<AsyncIterable<ViewFrame>>;

  /**
   * @param facets - what to read again; all that is visible when left out
   * @throws NotAllowedError when the reader may see the customer and may not
   *   refresh it
   * @throws InputError for a facet that is not there
   */
  refresh(
    reader: Reader,
    customer: CustomerName,
    facets?: readonly string[],
  ): Promise<FinishedPage>;

  /**
   * @param limit - records of the page, 1 to 200
   * @param as - as in a preview
   * @throws NotFoundError for a facet that is not there
   * @throws InputError for a cursor that was not given for this list
   */
  facet(
    reader: Reader,
    customer: CustomerName,
    facet: string,
    page: { cursor?: string; limit: number },
    as?: Preview,
  ): Promise<FacetPage>;
}
