import {
  accountFacet,
  accountSchema,
  type AccountData,
  type CustomerEntity,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { CustomerAccess } from '../access/CustomerAccess';
import type { Reader } from '../access/Reader';
import type { AccountReading, SourceReading } from '../facets/readings';
import type { LinkResolver } from '../links/LinkResolver';

/** A parent or child as the CRM names it. */
export type Relative = AccountData['children'][number];

/** The relatives that one reader may be shown. */
export interface ShownRelatives {
  /** Equal for two readers who may be shown the same. */
  readonly key: string;
  has(relative: Relative): boolean;
}

/** More relatives than these are not looked up, and then not shown. */
const MAX_RELATIVES = 100;

const NO_RELATIVES: ShownRelatives = { key: '', has: () => false };

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

  /** All that the facet `account` names. */
  relativesOf(readings: readonly SourceReading[] = []): Relative[] {
    return readings
      .flatMap(({ accounts }) => accounts.flatMap(relativesIn))
      .slice(0, MAX_RELATIVES);
  }

  async shown(
    reader: Reader,
    relatives: readonly Relative[],
  ): Promise<ShownRelatives> {
    if (relatives.length === 0) {
      return NO_RELATIVES;
    }
    const keys = await this.#shownAmong(reader, relatives);
    return {
      key: JSON.stringify([...keys].sort()),
      has: relative => keys.has(keyOf(relative)),
    };
  }

  /** The readings of the facet `account` without what may not be shown. */
  keep(
    readings: readonly SourceReading[],
    shown: ShownRelatives,
  ): SourceReading[] {
    return readings.map(reading => ({
      ...reading,
      accounts: reading.accounts.map(account => keepOnly(account, shown)),
    }));
  }

  /** The same for all facets of a customer. */
  keepIn(
    readings: ReadonlyMap<string, readonly SourceReading[]>,
    shown: ShownRelatives,
  ): ReadonlyMap<string, readonly SourceReading[]> {
    const account = readings.get(accountFacet.id);
    return account
      ? new Map(readings).set(accountFacet.id, this.keep(account, shown))
      : readings;
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

function relativesIn(reading: AccountReading): Relative[] {
  const account = accountOf(reading);
  return account
    ? [...(account.parent ? [account.parent] : []), ...account.children]
    : [];
}

function keepOnly(
  reading: AccountReading,
  shown: ShownRelatives,
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
        ...(parent && shown.has(parent) && { parent }),
        children: children.filter(child => shown.has(child)),
      },
    },
  };
}
