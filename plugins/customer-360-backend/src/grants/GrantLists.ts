import {
  accessPermission,
  grantsManagePermission,
  type Grant,
} from '@customer-360/backstage-plugin-customer-360-common';
import { z } from 'zod';
import type { CustomerAccess } from '../access/CustomerAccess';
import type { Reader } from '../access/Reader';
import type { InstallationKey } from '../installation/InstallationKey';
import { SignedCursor } from '../installation/SignedCursor';
import type { LedgerEntry, LedgerStore } from '../ledger/LedgerStore';
import { refusedToo } from '../ledger/refusedToo';
import type { GrantRules } from './GrantRules';
import type { GrantPage, GrantQuery } from './Grants';
import type { GrantPosition, GrantStore } from './GrantStore';

/** Looked through for one page; the cursor says where to go on. */
const MAX_SCANNED = 1_000;

const position = z.strictObject({ requestedAt: z.string(), id: z.string() });

/**
 * Pages of grants: one's own, or those of customers that one may see. That they
 * were listed is in the ledger before they are given.
 */
export class GrantLists {
  readonly #store: GrantStore;
  readonly #access: CustomerAccess;
  readonly #ledger: LedgerStore;
  readonly #rules: GrantRules;
  readonly #cursor: SignedCursor<GrantPosition>;

  constructor(options: {
    store: GrantStore;
    access: CustomerAccess;
    ledger: LedgerStore;
    rules: GrantRules;
    key: InstallationKey;
  }) {
    this.#store = options.store;
    this.#access = options.access;
    this.#ledger = options.ledger;
    this.#rules = options.rules;
    this.#cursor = new SignedCursor({ key: options.key, schema: position });
  }

  /**
   * @param now - ISO 8601 UTC; says what is expired
   * @throws InputError for a cursor that this list has not given
   * @throws NotAllowedError without the permission that the list takes
   */
  async page(
    reader: Reader,
    query: GrantQuery,
    now: string,
  ): Promise<GrantPage> {
    const entry: LedgerEntry = {
      kind: 'grant_list',
      actorRef: reader.userRef,
      requestId: reader.requestId,
      facets: {},
      labels: [],
      detail: { view: query.view },
    };
    await refusedToo(this.#ledger, entry, () =>
      this.#access.require(
        reader,
        query.view === 'own' ? accessPermission : grantsManagePermission,
      ),
    );
    const page = await this.#find(reader, query, now);
    await this.#ledger.append([{ ...entry, rows: page.grants.length }]);
    return page;
  }

  async #find(
    reader: Reader,
    query: GrantQuery,
    now: string,
  ): Promise<GrantPage> {
    const own = query.view === 'own';
    const person = own ? reader.userRef : undefined;
    const list = listOf(reader, query);
    const grants: Grant[] = [];
    let after = query.cursor
      ? this.#cursor.decode(list, query.cursor)
      : undefined;
    const cut = (): GrantPage => ({
      grants,
      nextCursor: after && this.#cursor.encode(list, after),
    });
    for (let scanned = 0; scanned < MAX_SCANNED; ) {
      const rows = await this.#store.list({
        person,
        after,
        limit: query.limit + 1,
        now,
      });
      for (const grant of rows) {
        if (grants.length === query.limit) {
          return cut();
        }
        if (own || (await this.#rules.sees(reader, grant))) {
          grants.push(grant);
        }
        after = { requestedAt: grant.requestedAt, id: grant.id };
      }
      if (rows.length <= query.limit) {
        return { grants };
      }
      scanned += rows.length;
    }
    return cut();
  }
}

/** A list is somebody's: their cursor is of no use to others. */
function listOf({ userRef }: Reader, { view }: GrantQuery): unknown[] {
  return ['grants', userRef, view];
}
