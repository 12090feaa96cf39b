import type { CustomerLifecycle } from '@customer-360/backstage-plugin-customer-360-common';
import type { SourceContext } from '../source/SourceContext';

/** A customer as a source lists it: what a catalog entity is made of. @public */
export interface ListedCustomer {
  /** Id of the account at the source: no space, no comma, at most 255. */
  readonly id: string;
  /** At most 200 characters. */
  readonly title: string;
  /** Bare and in lower case: `brightwater.example`. */
  readonly domain?: string;
  readonly segment?: string;
  /** Left out where the source's own word has no meaning here. */
  readonly lifecycle?: CustomerLifecycle;
  /** E-mail address of who owns the account. */
  readonly owner?: string;
  /** Who else looks after it; at most 20. */
  readonly team: ReadonlyArray<{
    /** `csm`, `account-executive`. */
    readonly role: string;
    readonly email: string;
  }>;
  /** Id of the parent account, at this source. */
  readonly parent?: string;
  /** Ids that the source knows at other sources: `{ stripe: ['cus_…'] }`. */
  readonly links: Readonly<Record<string, readonly string[]>>;
  /** When it was last changed at the source. ISO 8601 UTC. */
  readonly updatedAt?: string;
}

/** That an account is no longer there, as the source itself has said. @public */
export interface GoneCustomer {
  readonly id: string;
  readonly gone: true;
}

/** @public */
export interface CustomersPage {
  /** At most 500. */
  readonly customers: ReadonlyArray<ListedCustomer | GoneCustomer>;
  /**
   * Where to go on after this page, in the source's own words, at most 2,000
   * characters.
   */
  readonly cursor: string;
  /** True where there is no more for now. */
  readonly last: boolean;
}

/**
 * A source that can list its accounts, so that customers enter the catalog from
 * it. What it gives is thin and changes rarely: each change is written to the
 * catalog.
 *
 * @public
 */
export interface SourceCustomers {
  /**
   * A page of the whole listing. Whom it does not name any more is removed from
   * the catalog, so a page that could not be read whole is an error and never
   * a shorter page.
   *
   * @param cursor - of the page before; undefined at the beginning of each round
   * @throws SourceError for all that went wrong; `not_found` where the cursor is
   *   no longer good, so that the round begins anew
   */
  page(
    cursor: string | undefined,
    context: SourceContext,
  ): Promise<CustomersPage>;

  /**
   * What has changed since the cursor; it goes on for ever, and a page may
   * repeat the one before (overlap). Those that are gone only where the source
   * can tell; the whole listing finds the others.
   *
   * @param cursor - undefined the very first time: the beginning is now
   * @throws SourceError as `page` does
   */
  changedSince?(
    cursor: string | undefined,
    context: SourceContext,
  ): Promise<CustomersPage>;

  /**
   * These accounts as they are now, at most 100 ids. One that is neither given
   * nor said to be gone stays as it is.
   *
   * @throws SourceError for all that went wrong
   */
  get(
    ids: readonly string[],
    context: SourceContext,
  ): Promise<ReadonlyArray<ListedCustomer | GoneCustomer>>;
}
