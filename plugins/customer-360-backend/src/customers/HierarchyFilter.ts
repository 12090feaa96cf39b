import {
  accountFacet,
  accountSchema,
  type AccountData,
  type CustomerEntity,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { CustomerAccess } from '../access/CustomerAccess';
import type { Reader } from '../access/Reader';
import type {
  AccountReading,
  FacetReadings,
  SourceReading,
} from '../facets/readings';
import type { LinkResolver } from '../links/LinkResolver';

type Relative = AccountData['children'][number];

/** More relatives than these are not looked up, and then not shown. */
const MAX_RELATIVES = 100;

/**
 * Takes parent and children out of an account where they are customers that
 * the reader may not see: the CRM names them to everybody, the catalog does
 * not. A company that is no customer here has nothing to hide.
 */
export class HierarchyFilter {
  readonly #access: CustomerAccess;
  readonly #links: LinkResolver;

  constructor(options: { access: CustomerAccess; links: LinkResolver }) {
    this.#access = options.access;
    this.#links = options.links;
  }

  async apply(reader: Reader, readings: FacetReadings): Promise<FacetReadings> {
    const account = readings.get(accountFacet.id);
    if (!account) {
      return readings;
    }
    const filtered = new Map(readings);
    filtered.set(accountFacet.id, await this.ofAccount(reader, account));
    return filtered;
  }

  /** The same for the readings of the facet `account` alone. */
  async ofAccount(
    reader: Reader,
    readings: readonly SourceReading[],
  ): Promise<readonly SourceReading[]> {
    const relatives = readings
      .flatMap(({ accounts }) => accounts.flatMap(relativesOf))
      .slice(0, MAX_RELATIVES);
    if (relatives.length === 0) {
      return readings;
    }
    const shown = await this.#shownAmong(reader, relatives);
    return readings.map(reading => ({
      ...reading,
      accounts: reading.accounts.map(account => keepOnly(account, shown)),
    }));
  }

  async #shownAmong(
    reader: Reader,
    relatives: readonly Relative[],
  ): Promise<ReadonlySet<string>> {
    const idsBySource = new Map<string, Set<string>>();
    for (const { source, id } of relatives) {
      const ids = idsBySource.get(source) ?? new Set();
      idsBySource.set(source, ids.add(id));
    }
    const shown = new Set<string>();
    for (const [source, ids] of idsBySource) {
      const linked = await this.#links.customersOfAll(source, [...ids]);
      const readable = await this.#readable(
        reader,
        [...linked.values()].flat(),
      );
      for (const id of ids) {
        const customers = linked.get(id) ?? [];
        if (customers.length === 0 || customers.some(it => readable.has(it))) {
          shown.add(keyOf({ source, id }));
        }
      }
    }
    return shown;
  }

  async #readable(
    reader: Reader,
    customers: readonly CustomerEntity[],
  ): Promise<ReadonlySet<CustomerEntity>> {
    const readable = await this.#access.filterReadable(reader, customers);
    return new Set(readable.map(({ entity }) => entity));
  }
}

function keyOf({ source, id }: { source: string; id: string }): string {
  return `${source}/${id}`;
}

function accountOf(reading: AccountReading): AccountData | undefined {
  return reading.kind === 'read'
    ? accountSchema.safeParse(reading.reading.data).data
    : undefined;
}

function relativesOf(reading: AccountReading): Relative[] {
  const account = accountOf(reading);
  return account
    ? [...(account.parent ? [account.parent] : []), ...account.children]
    : [];
}

function keepOnly(
  reading: AccountReading,
  shown: ReadonlySet<string>,
): AccountReading {
  const account = accountOf(reading);
  if (reading.kind !== 'read' || !account) {
    return reading;
  }
  const { parent, children, ...rest } = account;
  return {
    ...reading,
    reading: {
      ...reading.reading,
      data: {
        ...rest,
        ...(parent && shown.has(keyOf(parent)) && { parent }),
        children: children.filter(child => shown.has(keyOf(child))),
      },
    },
  };
}
