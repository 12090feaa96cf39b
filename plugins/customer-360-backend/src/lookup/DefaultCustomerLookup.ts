import { ConflictError } from '@backstage/errors';
import {
  accessPermission,
  type FacetId,
  type LookupKind,
  type LookupRequest,
  type LookupResult,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { CustomerSource } from '@customer-360/backstage-plugin-customer-360-node';
import type { FacetAccess } from '../access/AccessShape';
import type {
  CustomerAccess,
  ReadableCustomer,
} from '../access/CustomerAccess';
import { customerNotFound } from '../access/customerNotFound';
import type { Reader } from '../access/Reader';
import { ledgerEntry } from '../customers/ledgerEntry';
import type { InstallationKey } from '../installation/InstallationKey';
import type { LedgerEntry, LedgerStore } from '../ledger/LedgerStore';
import { refusedToo } from '../ledger/refusedToo';
import type { LinkResolver } from '../links/LinkResolver';
import { evenTime } from '../shared/evenTime';
import { openSession } from '../sources/openSession';
import type { SourceRegistry } from '../sources/SourceRegistry';
import type { SourceSessions } from '../sources/SourceSessions';
import { customerHeader } from '../view/customerHeader';
import type { CustomerLink, CustomerLookup } from './CustomerLookup';

const MAX_HITS_PER_SOURCE = 5;
const MAX_ID_LENGTH = 255;

/**
 * That a customer is found by a contact's address says that the address is
 * theirs, which only those may know who may see the contacts themselves: the
 * summary of a facet names no record. Whose account it is, it does say.
 */
export const FACET_BEHIND: Readonly<Record<LookupKind, FacetId>> = {
  email: 'contacts',
  invoice: 'invoices',
  ticket: 'tickets',
  user: 'activity',
  account: 'account',
};

/**
 * An address that a source knows of somebody who uses the product says who uses
 * it, and is no contact.
 */
function facetBehind(kind: LookupKind, { facets }: CustomerSource): FacetId {
  return kind === 'email' && !facets.contacts && facets.activity
    ? 'activity'
    : FACET_BEHIND[kind];
}

function isEnough(kind: LookupKind, level?: FacetAccess['level']): boolean {
  return level === 'full' || (level === 'summary' && kind === 'account');
}

interface Found {
  readonly customer: ReadableCustomer;
  readonly source: CustomerSource;
  readonly facet: FacetId;
}

/** @see CustomerLookup */
export class DefaultCustomerLookup implements CustomerLookup {
  readonly #access: CustomerAccess;
  readonly #ledger: LedgerStore;
  readonly #links: LinkResolver;
  readonly #sources: SourceRegistry;
  readonly #sessions: SourceSessions;
  readonly #key: InstallationKey;
  readonly #deadlineMs: number;

  constructor(options: {
    access: CustomerAccess;
    ledger: LedgerStore;
    links: LinkResolver;
    sources: SourceRegistry;
    sessions: SourceSessions;
    key: InstallationKey;
    deadlineMs: number;
  }) {
    this.#access = options.access;
    this.#ledger = options.ledger;
    this.#links = options.links;
    this.#sources = options.sources;
    this.#sessions = options.sessions;
    this.#key = options.key;
    this.#deadlineMs = options.deadlineMs;
  }

  async find(reader: Reader, request: LookupRequest): Promise<LookupResult> {
    const value = request.value.trim();
    const asked = this.#asked(reader, request.kind, value);
    await refusedToo(this.#ledger, asked, () =>
      this.#access.require(reader, accessPermission),
    );
    const answers = await Promise.all(
      this.#sources
        .all()
        .map(source => this.#ask(reader, source, { ...request, value })),
    );
    // The sources know nothing of who may see whom: what comes next does.
    const answered = performance.now();
    const found = new Map<string, Found>();
    for (const { source, ids } of answers) {
      const facet = facetBehind(request.kind, source);
      for (const customer of await this.#customersOf(reader, source, ids)) {
        const access = customer.shape.facets.get(facet);
        if (isEnough(request.kind, access?.level) && !found.has(customer.ref)) {
          found.set(customer.ref, { customer, source, facet });
        }
      }
    }
    const entries: LedgerEntry[] = [...found.values()].map(
      ({ customer, facet }) => ({
        ...ledgerEntry(reader, 'lookup', customer, [facet]),
        detail: asked.detail,
        rows: found.size,
      }),
    );
    // One row per customer shown, in one statement; one row when nobody is.
    await this.#ledger.append(
      entries.length > 0 ? entries : [{ ...asked, rows: 0 }],
    );
    if (found.size === 0) {
      await evenTime(answered);
    }
    return {
      customers: [...found.values()].map(({ customer, source }) => ({
        ...toLink(customer),
        source: source.title,
      })),
      unavailable: answers.flatMap(({ source, unavailable }) =>
        unavailable ? [source.title] : [],
      ),
    };
  }

  async byId(
    reader: Reader,
    sourceId: string,
    id: string,
  ): Promise<CustomerLink> {
    const readable = await refusedToo(
      this.#ledger,
      this.#asked(reader, 'by_id', sourceId, id),
      async () => {
        await this.#access.require(reader, accessPermission);
        const found = await this.#access.filterReadable(
          reader,
          await this.#links.customersOf(sourceId, id),
        );
        if (found.length === 0) {
          throw customerNotFound();
        }
        return found;
      },
    );
    await this.#ledger.append(
      readable.map(customer => ({
        ...ledgerEntry(reader, 'by_id', customer, []),
        rows: readable.length,
      })),
    );
    if (readable.length > 1) {
      throw new ConflictError(
        'Several customers are linked to this id. Open the one you mean from the list of customers, and have the links mended.',
      );
    }
    return toLink(readable[0]);
  }

  async #ask(
    reader: Reader,
    source: CustomerSource,
    request: LookupRequest,
  ): Promise<{
    source: CustomerSource;
    ids: readonly string[];
    unavailable: boolean;
  }> {
    // The id of an account is what links are made of: no source needs asking.
    const own = request.kind === 'account' ? [request.value] : [];
    const lookup = source.lookup?.[request.kind];
    if (!lookup) {
      return { source, ids: own, unavailable: false };
    }
    // Nothing that it knows could be shown, so not even its silence is.
    const most = await this.#access.mostOf(
      reader,
      facetBehind(request.kind, source),
    );
    if (!isEnough(request.kind, most)) {
      return { source, ids: own, unavailable: false };
    }
    const session = openSession({
      sessions: this.#sessions,
      source,
      deadlineMs: this.#deadlineMs,
    });
    const outcome = await session.ask(context =>
      lookup(request.value, context),
    );
    session.end();
    if (outcome.ok) {
      return {
        source,
        ids: [
          ...new Set([
            ...own,
            ...outcome.value
              .filter(id => id.length > 0 && id.length <= MAX_ID_LENGTH)
              .slice(0, MAX_HITS_PER_SOURCE),
          ]),
        ],
        unavailable: false,
      };
    }
    return { source, ids: own, unavailable: outcome.reason !== 'not_found' };
  }

  async #customersOf(
    reader: Reader,
    source: CustomerSource,
    ids: readonly string[],
  ): Promise<ReadableCustomer[]> {
    const linked = await Promise.all(
      ids.map(id => this.#links.customersOf(source.id, id)),
    );
    return this.#access.filterReadable(reader, linked.flat());
  }

  /**
   * The row where nobody is shown. What was asked for may be somebody's address:
   * enough of it is kept to see that it was asked before, not to read it.
   */
  #asked(
    reader: Reader,
    by: LookupKind | 'by_id',
    ...parts: string[]
  ): LedgerEntry {
    return {
      kind: by === 'by_id' ? 'by_id' : 'lookup',
      actorRef: reader.userRef,
      requestId: reader.requestId,
      facets: {},
      labels: [],
      detail: {
        by,
        value: this.#key.sign('ledger', [by, ...parts].join('/').toLowerCase()),
      },
    };
  }
}

function toLink({ entity }: ReadableCustomer): CustomerLink {
  const { ref, namespace, name, title } = customerHeader(entity);
  return { ref, namespace, name, title };
}
