import type {
  CandidateRule,
  FacetDataMap,
  FacetId,
  LookupKind,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { SourceBulk } from '../bulk/SourceBulk';
import type { SourceCustomers } from '../customers/SourceCustomers';
import type { SourceWebhook } from '../webhooks/SourceWebhook';
import type { SourceContext } from './SourceContext';

/**
 * One record of a customer at one source: the unit of a read. A customer with
 * two billing accounts is read twice and merged afterwards.
 *
 * @public
 */
export interface LinkedAccount {
  /** Id at the source. */
  readonly id: string;
  readonly customer: {
    /** Entity ref: `customer:default/cus-8f3a1c`. */
    readonly ref: string;
    readonly title: string;
    readonly domain?: string;
  };
}

/** What a read of a facet gave. @public */
export interface FacetReading<TData> {
  readonly data: TData;
  /** When it was true at the source, if that is not now. ISO 8601 UTC. */
  readonly asOf?: string;
  /**
   * When the newest of its records changed at the source, by the source's own
   * clock. A vendor that has told of a change may answer as before for a moment:
   * a reading that is older than what was told is soon read again. Left out,
   * what is read in the first two seconds after that is. ISO 8601 UTC.
   */
  readonly changedAt?: string;
  /**
   * What could not be read, in our words, one short sentence each: makes the
   * facet `partial`.
   */
  readonly missing?: readonly string[];
  /** True when the source has more than was read. */
  readonly truncated?: boolean;
}

/** One page of a drill-down, straight from the source. @public */
export interface FacetReadingPage<TData> extends FacetReading<TData> {
  /** The source's own cursor; the service makes it opaque. */
  readonly nextCursor?: string;
}

/** How a facet is read from a source. @public */
export interface FacetReader<TData> {
  /**
   * Reads the facet of one account now.
   *
   * @throws SourceError for all that went wrong, and nothing else
   */
  read(
    account: LinkedAccount,
    context: SourceContext,
  ): Promise<FacetReading<TData>>;

  /** Where the source can page: the whole of a long list, page by page. */
  page?(
    account: LinkedAccount,
    request: { cursor?: string; limit: number },
    context: SourceContext,
  ): Promise<FacetReadingPage<TData>>;
}

/** @public */
export type FacetReaders = { [F in FacetId]?: FacetReader<FacetDataMap[F]> };

/** An account that looks like a customer. @public */
export interface LinkCandidate {
  /** Id at the source, without commas and white space. */
  readonly id: string;
  /** The strongest rule that it was found by. */
  readonly rule: CandidateRule;
}

/** How a source finds accounts that nobody has linked. @public */
export interface SourceLinker {
  /**
   * Accounts at the source that look like this customer: by external id,
   * metadata, exact domain, an address of the domain. At most ten; never a
   * guess. What has been merged into another or deleted is none.
   *
   * All that a rule finds is given: whether there is one or there are several
   * decides what becomes of them.
   */
  candidates(
    customer: LinkedAccount['customer'],
    context: SourceContext,
  ): Promise<LinkCandidate[]>;
}

/** How a source finds the account behind what a caller gives. @public */
export type SourceLookup = {
  [K in LookupKind]?: (
    value: string,
    context: SourceContext,
  ) => Promise<string[]>;
};

/**
 * One configured connection to a vendor's system. It knows its vendor and
 * nothing of caches, people, permissions or HTTP servers.
 *
 * @public
 */
export interface CustomerSource {
  /** Source id, unique in the installation: `stripe`, `stripe-us` … */
  readonly id: string;
  /** Vendor: `stripe`. */
  readonly type: string;
  /** What people call it: "Stripe". */
  readonly title: string;
  /**
   * Distinguishes what different credentials may see: a hash, never the
   * credential. Part of every cache key.
   */
  readonly credentialScope: string;
  /** What can be read of one account now; others may come in bulk alone. */
  readonly facets: FacetReaders;
  readonly link?: SourceLinker;
  /** How it is told of changes; without it values live as long as their times. */
  readonly webhook?: SourceWebhook;
  /** What it reads of many customers at once, on a schedule. */
  readonly bulk?: readonly SourceBulk[];
  /** Where its accounts can be listed: they become customers in the catalog. */
  readonly customers?: SourceCustomers;
  readonly lookup?: SourceLookup;
  /**
   * Every origin that this source may call (`https://api.stripe.com`), from its
   * config. The transport calls nothing else, so a vendor's "next page" link or
   * a redirect cannot lead us, or the credential, elsewhere. A source without
   * any makes no HTTP call (it uses `context.call`).
   */
  readonly origins?: readonly string[];
  /** Limits and times of the transport, where the defaults do not fit. */
  readonly transport?: SourceTransportOptions;
  /** Frees pools and timers at shutdown. */
  readonly close?: () => Promise<void>;
}

/** All times in milliseconds, sizes in bytes after decompression. @public */
export interface SourceTransportOptions {
  readonly connectTimeoutMs?: number;
  readonly headersTimeoutMs?: number;
  readonly bodyTimeoutMs?: number;
  /** One request with all its retries. */
  readonly totalTimeoutMs?: number;
  readonly maxBodyBytes?: number;
  /** Calls to this source at the same time. */
  readonly maxConcurrent?: number;
  /** Attempts in all, 1 for none. */
  readonly maxAttempts?: number;
  /** Calls begun per second, smoothed; no limit of our own by default. */
  readonly requestsPerSecond?: number;
  /**
   * True where the source's host name leads to an address within one's own
   * walls (10.…, 192.168.…, loopback …); otherwise it is then not called. An
   * address or `localhost` that stands in its origins itself needs none.
   */
  readonly privateNetwork?: boolean;
}

/**
 * Gives a source its final shape; one place to check what every source must
 * hold.
 *
 * @throws Error when the id is not a plain word or no facet is filled
 * @public
 */
export function createCustomerSource(source: CustomerSource): CustomerSource {
  if (!/^[a-z][a-z0-9-]{0,62}$/.test(source.id)) {
    throw new Error(
      `The source id "${source.id}" must be lower-case letters, digits and dashes, beginning with a letter`,
    );
  }
  if (Object.keys(source.facets).length === 0 && !source.bulk?.length) {
    throw new Error(`The source "${source.id}" fills no facet`);
  }
  return source;
}
