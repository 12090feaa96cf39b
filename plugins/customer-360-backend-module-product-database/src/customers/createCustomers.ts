import { CUSTOMER_LIFECYCLES } from '@customer-360/backstage-plugin-customer-360-common';
import {
  SourceError,
  type ListedCustomer,
  type SourceCustomers,
} from '@customer-360/backstage-plugin-customer-360-node';
import type { QueryMapping } from '../mapping/QueryMapping';
import { queryDefinitions } from '../queries/queryDefinitions';
import type { RowOf } from '../queries/QueryDefinition';

type Row = RowOf<typeof queryDefinitions.customers>;

const { cap } = queryDefinitions.customers;
const MAX_PAGES = 10_000;
const ID = /^[^\s,]{1,255}$/;
const DOMAIN = /^[a-z0-9.-]{1,190}\.[a-z0-9-]{1,60}$/;
const EMAIL = /^[^\s@,]{1,64}@[^\s@,]{1,189}$/;

/**
 * Accounts as customers of the catalog, page by page by their id, where config
 * has a query for it.
 */
export function createCustomers(
  mapping: QueryMapping,
): SourceCustomers | undefined {
  if (!mapping.has('customers')) {
    return undefined;
  }
  return {
    async page(cursor, context) {
      const { page, after } = parse(cursor);
      const { rows, truncated } = await mapping.run(
        'customers',
        after,
        context,
      );
      const last = rows.at(-1)?.account_id;
      const ids = new Set(rows.map(row => row.account_id));
      // Not in order, or not after the account it was given: accounts would be
      // missing, and a missing one is removed from the catalog.
      if (ids.size < rows.length || ids.has(after) || page > MAX_PAGES) {
        throw new SourceError('schema');
      }
      return {
        customers: rows.map(toListedCustomer),
        cursor: `${page + 1}:${last ?? after}`,
        last: !truncated && rows.length < cap,
      };
    },

    // One account by itself has no query of this form; the listing has it.
    get: async () => [],
  };
}

function parse(cursor: string | undefined): { page: number; after: string } {
  if (cursor === undefined) {
    return { page: 0, after: '' };
  }
  const [, page, after] = /^(\d{1,6}):(.*)$/.exec(cursor) ?? [];
  if (page === undefined) {
    throw new SourceError('not_found');
  }
  return { page: Number(page), after };
}

function toListedCustomer(row: Row): ListedCustomer {
  const domain = row.domain?.trim().toLowerCase();
  const email = row.owner_email?.trim();
  if (!ID.test(row.account_id)) {
    throw new SourceError('schema');
  }
  return {
    id: row.account_id,
    title: row.name?.trim().slice(0, 200) || domain || row.account_id,
    domain: domain !== undefined && DOMAIN.test(domain) ? domain : undefined,
    segment: row.segment?.slice(0, 63),
    lifecycle: CUSTOMER_LIFECYCLES.find(each => each === row.lifecycle),
    owner: email !== undefined && EMAIL.test(email) ? email : undefined,
    team: [],
    parent:
      row.parent_id !== undefined && ID.test(row.parent_id)
        ? row.parent_id
        : undefined,
    links: {},
  };
}
