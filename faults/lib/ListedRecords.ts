import type { ListedPage, ScriptedVendor } from './ScriptedVendor.ts';

type Row = ListedPage['rows'][number];

interface Records {
  readonly source: string;
  readonly facet: string;
  readonly accounts: readonly string[];
}

/** Stamps that grow with each change, however fast they come. */
class Stamps {
  #last = 0;

  next(): string {
    this.#last = Math.max(this.#last + 1, Date.now());
    return new Date(this.#last).toISOString();
  }
}

/**
 * A vendor's list of what has changed, which goes on for ever, in blocks that
 * name an account once: so each version has just one effect, however often its
 * block is asked for.
 */
export class ChangeFeed {
  readonly #vendor: ScriptedVendor;
  readonly #records: Records;
  readonly #stamps = new Stamps();
  readonly #blocks: Row[][] = [];
  readonly versions = new Map<string, number>();

  constructor(vendor: ScriptedVendor, records: Records) {
    this.#vendor = vendor;
    this.#records = records;
    this.#add(records.accounts, () => 1);
  }

  get blocks(): number {
    return this.#blocks.length;
  }

  /** A new version of so many accounts. */
  change(accounts: number): void {
    const { source, facet } = this.#records;
    this.#add(shuffled(this.#records.accounts).slice(0, accounts), account =>
      this.#vendor.write({ source, account, facet }),
    );
  }

  page(cursor: string | undefined): ListedPage {
    const at = Number(cursor ?? 0);
    const next = Math.min(at + 1, this.#blocks.length);
    return {
      rows: this.#blocks[at] ?? [],
      cursor: String(next),
      last: next === this.#blocks.length,
    };
  }

  #add(
    accounts: readonly string[],
    versionOf: (account: string) => number,
  ): void {
    this.#blocks.push(
      accounts.map(account => {
        const version = versionOf(account);
        this.versions.set(account, version);
        return { account, version, asOf: this.#stamps.next() };
      }),
    );
  }
}

/** A vendor's list of all that there is, as it was when its first page was asked for. */
export class Snapshots {
  readonly #vendor: ScriptedVendor;
  readonly #records: Records;
  readonly #pageSize: number;
  readonly #stamps = new Stamps();
  readonly #rows = new Map<string, Row>();
  readonly #taken: Row[][] = [];
  /** When something changed last. ISO 8601 UTC. */
  changedAt = '';
  readonly versions = new Map<string, number>();

  constructor(vendor: ScriptedVendor, records: Records, pageSize: number) {
    this.#vendor = vendor;
    this.#records = records;
    this.#pageSize = pageSize;
    records.accounts.forEach(account => this.#set(account, 1));
  }

  /** A new version of so many accounts. */
  change(accounts: number): void {
    const { source, facet } = this.#records;
    for (const account of shuffled(this.#records.accounts).slice(0, accounts)) {
      this.#set(account, this.#vendor.write({ source, account, facet }));
    }
  }

  page(cursor: string | undefined): ListedPage {
    const [snapshot, from] = cursor?.split(':').map(Number) ?? [
      this.#taken.push([...this.#rows.values()]) - 1,
      0,
    ];
    const rows = this.#taken[snapshot];
    const to = from + this.#pageSize;
    return {
      rows: rows.slice(from, to),
      cursor: `${snapshot}:${to}`,
      last: to >= rows.length,
    };
  }

  #set(account: string, version: number): void {
    this.changedAt = this.#stamps.next();
    this.#rows.set(account, { account, version, asOf: this.changedAt });
    this.versions.set(account, version);
  }
}

function shuffled<T>(items: readonly T[]): T[] {
  return [...items].sort(() => Math.random() - 0.5);
}
