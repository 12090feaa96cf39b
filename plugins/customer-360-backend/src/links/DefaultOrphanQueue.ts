import type { AuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  isCustomerEntity,
  linksManagePermission,
  sourceAnnotation,
  sourcesReadPermission,
  type CustomerEntity,
  type OrphanAccount,
  type OrphanCustomer,
  type OrphanPage,
} from '@customer-360/backstage-plugin-customer-360-common';
import { z } from 'zod';
import type { CustomerAccess } from '../access/CustomerAccess';
import type { Reader } from '../access/Reader';
import type { InstallationKey } from '../installation/InstallationKey';
import { SignedCursor } from '../installation/SignedCursor';
import type { LedgerEntry, LedgerStore } from '../ledger/LedgerStore';
import { refusedToo } from '../ledger/refusedToo';
import { askPortal } from '../portal/askPortal';
import type { SourceRegistry } from '../sources/SourceRegistry';
import { customerHeader } from '../view/customerHeader';
import { catalogDoesNotAnswer } from './catalogDoesNotAnswer';
import { customerQuery } from './customerQuery';
import type { LinkResolver } from './LinkResolver';
import type { LinkStore } from './LinkStore';
import type { OrphanAccounts } from './OrphanAccounts';
import type { OrphanQuery, OrphanQueue } from './OrphanQueue';

/** Pages of the catalog looked through for one page; the cursor goes on. */
const MAX_SCANNED_PAGES = 5;
/** The same of accounts that were seen and have been linked since. */
const MAX_LINKED_PAGES = 20;

const positionSchema = z.discriminatedUnion('part', [
  z.strictObject({
    part: z.literal('accounts'),
    seenAt: z.string(),
    id: z.string(),
  }),
  z.strictObject({
    part: z.literal('customers'),
    catalog: z.string().optional(),
  }),
]);

type Position = z.output<typeof positionSchema>;

/** One part of a page, and where the list goes on after it. */
interface Part<T> {
  readonly items: readonly T[];
  readonly next?: Position;
}

/** @see OrphanQueue */
export class DefaultOrphanQueue implements OrphanQueue {
  readonly #access: CustomerAccess;
  readonly #ledger: LedgerStore;
  readonly #sources: SourceRegistry;
  readonly #accounts: OrphanAccounts;
  readonly #store: Pick<LinkStore, 'linkedAmong'>;
  readonly #links: Pick<LinkResolver, 'customersOfAll'>;
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #cursor: SignedCursor<Position>;

  constructor(options: {
    access: CustomerAccess;
    ledger: LedgerStore;
    sources: SourceRegistry;
    accounts: OrphanAccounts;
    store: Pick<LinkStore, 'linkedAmong'>;
    links: Pick<LinkResolver, 'customersOfAll'>;
    catalog: CatalogService;
    auth: AuthService;
    key: InstallationKey;
  }) {
    this.#access = options.access;
    this.#ledger = options.ledger;
    this.#sources = options.sources;
    this.#accounts = options.accounts;
    this.#store = options.store;
    this.#links = options.links;
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#cursor = new SignedCursor({
      key: options.key,
      schema: positionSchema,
    });
  }

  async page(reader: Reader, query: OrphanQuery): Promise<OrphanPage> {
    const { source } = query;
    const known = this.#sources.get(source) !== undefined;
    const entry: LedgerEntry = {
      kind: 'orphan_list',
      actorRef: reader.userRef,
      requestId: reader.requestId,
      facets: {},
      labels: [],
      // A source that is not there is a word of somebody's.
      ...(known && { detail: { source } }),
    };
    await refusedToo(this.#ledger, entry, async () => {
      await this.#access.require(reader, sourcesReadPermission);
      await this.#access.require(reader, linksManagePermission);
    });
    if (!known) {
      throw new InputError('There is no such source');
    }
    const page = await this.#find(reader, query);
    await this.#ledger.append([
      { ...entry, rows: page.accounts.length + page.customers.length },
    ]);
    return page;
  }

  async #find(reader: Reader, query: OrphanQuery): Promise<OrphanPage> {
    const { limit, source } = query;
    const list = ['orphans', reader.userRef, source];
    const from = query.cursor
      ? this.#cursor.decode(list, query.cursor)
      : undefined;
    const accounts: Part<OrphanAccount> =
      from?.part === 'customers'
        ? { items: [], next: from }
        : await this.#accountsFrom(source, limit, from);
    const customers: Part<OrphanCustomer> =
      accounts.next?.part === 'customers' && accounts.items.length < limit
        ? await this.#customersFrom(
            reader,
            source,
            limit - accounts.items.length,
            accounts.next.catalog,
          )
        : { items: [], next: accounts.next };
    return {
      accounts: accounts.items,
      customers: customers.items,
      ...(customers.next && {
        nextCursor: this.#cursor.encode(list, customers.next),
      }),
    };
  }

  /** Goes on where all of a page has been linked since: an empty one says nothing. */
  async #accountsFrom(
    source: string,
    limit: number,
    from: Extract<Position, { part: 'accounts' }> | undefined,
  ): Promise<Part<OrphanAccount>> {
    let part = await this.#accountsAfter(source, limit, from);
    for (
      let pages = 1;
      pages < MAX_LINKED_PAGES &&
      part.items.length === 0 &&
      part.next?.part === 'accounts';
      pages++
    ) {
      part = await this.#accountsAfter(source, limit, part.next);
    }
    return part;
  }

  /** What was linked since it was seen is no orphan any more. */
  async #accountsAfter(
    source: string,
    limit: number,
    after: Extract<Position, { part: 'accounts' }> | undefined,
  ): Promise<Part<OrphanAccount>> {
    const rows = await this.#accounts.list(source, limit, after);
    const linked = await this.#links.customersOfAll(
      source,
      rows.map(({ id }) => id),
    );
    const found = rows.filter(({ id }) => (linked.get(id)?.length ?? 0) > 0);
    await this.#accounts.forget(
      source,
      found.map(({ id }) => id),
    );
    const last = rows.at(-1);
    return {
      items: rows.filter(row => !found.includes(row)),
      next:
        last && rows.length === limit
          ? { part: 'accounts', seenAt: last.seenAt, id: last.id }
          : { part: 'customers' },
    };
  }

  async #customersFrom(
    reader: Reader,
    source: string,
    limit: number,
    from: string | undefined,
  ): Promise<Part<OrphanCustomer>> {
    const items: OrphanCustomer[] = [];
    let cursor = from;
    for (let page = 0; page < MAX_SCANNED_PAGES; page++) {
      // No more than there is room for: a page is given as a whole or not begun.
      const answer = await this.#unannotated(
        source,
        limit - items.length,
        cursor,
      );
      items.push(...(await this.#shown(reader, source, answer.customers)));
      cursor = answer.next;
      if (cursor === undefined) {
        return { items };
      }
      if (items.length >= limit) {
        break;
      }
    }
    return { items, next: { part: 'customers', catalog: cursor } };
  }

  async #shown(
    reader: Reader,
    source: string,
    customers: readonly CustomerEntity[],
  ): Promise<OrphanCustomer[]> {
    const linked = await this.#store.linkedAmong(
      source,
      customers.map(entity => stringifyEntityRef(entity)),
    );
    const readable = await this.#access.filterReadable(
      reader,
      customers.filter(entity => !linked.has(stringifyEntityRef(entity))),
    );
    return readable.map(({ entity }) => {
      const { name, namespace, ref, title } = customerHeader(entity);
      return { ref, namespace, name, title };
    });
  }

  async #unannotated(
    source: string,
    limit: number,
    cursor: string | undefined,
  ): Promise<{ customers: CustomerEntity[]; next?: string }> {
    try {
      const credentials = await this.#auth.getOwnServiceCredentials();
      const { items, pageInfo } = await askPortal(() =>
        this.#catalog.queryEntities(
          cursor === undefined
            ? {
                query: customerQuery({
                  [`metadata.annotations.${sourceAnnotation(source)}`]: {
                    $exists: false,
                  },
                }),
                limit,
                orderFields: { field: 'metadata.name', order: 'asc' },
                totalItems: 'exclude',
              }
            : { cursor, limit },
          { credentials },
        ),
      );
      return {
        customers: items.filter(isCustomerEntity),
        next: pageInfo.nextCursor,
      };
    } catch {
      throw catalogDoesNotAnswer();
    }
  }
}
