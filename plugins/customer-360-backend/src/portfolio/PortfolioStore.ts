import type {
  PortfolioSort,
  RiskBand,
  SortDirection,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { PortfolioKeys, PortfolioVersion } from './PortfolioKeys';
import type { SectionMask } from './sectionMask';
import type { Atom, VisibilityClass } from './visibility/Visibility';

/** What a list is narrowed to, in what customers are listed by. */
export interface ListedFilter {
  /** Belongs to one of these. */
  readonly owners?: readonly string[];
  /** Belongs to this one as well. */
  readonly owner?: string;
  /** In lower case. */
  readonly text?: string;
  readonly segment?: string;
  readonly lifecycle?: string;
  readonly bands?: readonly RiskBand[];
  /** Both ends included; days since 1970-01-01. */
  readonly renews?: { readonly from: number; readonly to: number };
  readonly notice?: { readonly from: number; readonly to: number };
  readonly lastEventUpTo?: number;
  readonly severity1?: boolean;
}

export interface ListOrder {
  readonly sort: PortfolioSort;
  readonly direction: SortDirection;
}

/**
 * Where a customer stands in a list. Those of whom the key is not known, or may
 * not be seen, come after all others, by name: they have no key.
 */
export interface ListPlace {
  readonly key?: ReadonlyArray<string | number>;
  readonly nameKey: string;
  readonly ref: string;
}

/** A list as one person may see it. */
export interface VisibleList extends ListOrder {
  readonly atoms: readonly Atom[];
  readonly classes: readonly VisibilityClass[];
  readonly filter: ListedFilter;
}

/** Customers by what they are listed by. */
export interface PortfolioStore {
  /** Keeps what some customers are listed by now. */
  keep(
    customers: ReadonlyArray<{
      readonly keys: PortfolioKeys;
      readonly version: PortfolioVersion;
    }>,
  ): Promise<void>;

  /** Of what each was made that is listed. */
  versions(
    refs: readonly string[],
  ): Promise<ReadonlyMap<string, PortfolioVersion>>;

  /** Has these made again by the next round. */
  outdate(refs: readonly string[]): Promise<void>;

  /** Forgets all others, and orders that nobody has asked for in a month. */
  prune(there: ReadonlySet<string>, now: number): Promise<void>;

  /** How many are listed. */
  size(): Promise<number>;

  /** Those that come after a place, in their order. */
  page(
    list: VisibleList,
    after: ListPlace | undefined,
    limit: number,
  ): Promise<ListPlace[]>;

  /** How many there are, as far as is counted. */
  count(
    list: VisibleList,
    upTo: number,
  ): Promise<{ count: number; more: boolean }>;

  /**
   * Has the orders of these sections kept; makes those that are not.
   *
   * @returns false where that is not done yet
   */
  prepare(masks: readonly SectionMask[], now: number): Promise<boolean>;
}
