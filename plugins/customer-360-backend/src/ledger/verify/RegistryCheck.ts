import type { LedgerHead } from '@customer-360/backstage-plugin-customer-360-node';
import { genesisOf, type ChainHead } from '../chain/ChainHead';
import {
  REGISTRY,
  registryText,
  type ChainRegistry,
  type RegistryRow,
} from '../chain/ChainRegistry';
import type { LedgerKeys } from '../chain/LedgerKeys';
import { checkPlace } from './checkPlace';
import type {
  LedgerFinding,
  LedgerProblem,
} from '@customer-360/backstage-plugin-customer-360-common';

/** What the registry says of a chain. */
export interface KnownChain {
  readonly sealedAt?: ChainHead;
  /** ISO 8601 UTC. */
  readonly retiredAt?: string;
}

/** Reads the registry row after row, and what it says of each chain. */
export class RegistryCheck {
  readonly #registry: ChainRegistry;
  readonly #keys: LedgerKeys;
  readonly #pageRows: number;
  readonly #exported?: LedgerHead;
  readonly #coveredBy?: string;
  readonly #known = new Map<string, KnownChain>();
  #head = genesisOf(REGISTRY);
  #openedAt?: string;
  #finding?: LedgerFinding;
  #stale?: LedgerFinding;

  /** @param options - with where it ended when that was exported last */
  constructor(options: {
    registry: ChainRegistry;
    keys: LedgerKeys;
    /** Read by one statement. */
    pageRows: number;
    exported?: LedgerHead;
    /** ISO 8601 UTC: what is older must lie before the exported end. */
    coveredBy?: string;
  }) {
    this.#registry = options.registry;
    this.#keys = options.keys;
    this.#pageRows = options.pageRows;
    this.#exported = options.exported;
    this.#coveredBy = options.coveredBy;
  }

  /** In the order in which they were opened. */
  get known(): ReadonlyMap<string, KnownChain> {
    return this.#known;
  }

  /** When the first chain was opened. */
  get openedAt(): string | undefined {
    return this.#openedAt;
  }

  get finding(): LedgerFinding | undefined {
    const { seq } = this.#head;
    return this.#finding || seq >= (this.#exported?.seq ?? 0)
      ? this.#finding
      : { chain: REGISTRY, seq: seq + 1, problem: 'cut_off' };
  }

  /** The first row that should lie before the exported end. */
  get stale(): LedgerFinding | undefined {
    return this.#stale;
  }

  /** Reads what has been written since it was read last. */
  async advance(): Promise<void> {
    for (;;) {
      const page = await this.#registry.after(this.#head.seq, this.#pageRows);
      for (const row of page) {
        this.#learn(row);
        const problem = this.#finding ? undefined : this.#check(row);
        if (problem) {
          const seq = this.#head.seq + 1;
          this.#finding = { chain: REGISTRY, seq, problem };
        }
        if (this.#isStale(row)) {
          this.#stale = {
            chain: REGISTRY,
            seq: row.seq,
            problem: 'heads_stale',
          };
        }
        this.#head = { chain: REGISTRY, seq: row.seq, hash: row.hash };
      }
      if (page.length < this.#pageRows) {
        return;
      }
    }
  }

  #isStale(row: RegistryRow): boolean {
    return (
      this.#coveredBy !== undefined &&
      row.seq === (this.#exported?.seq ?? 0) + 1 &&
      row.recorded_at < this.#coveredBy
    );
  }

  #check(row: RegistryRow): LedgerProblem | undefined {
    const seq = this.#head.seq + 1;
    return (
      checkPlace(
        row,
        seq,
        this.#keys.sign(row.key_id, this.#head.hash, registryText(row)),
      ) ??
      (this.#exported?.seq === seq && this.#exported.hash !== row.hash
        ? 'altered'
        : undefined)
    );
  }

  #learn({ chain, event, ...row }: RegistryRow): void {
    const known = this.#known.get(chain) ?? {};
    this.#openedAt ??= row.recorded_at;
    this.#known.set(chain, {
      ...known,
      ...(event === 'sealed' && {
        sealedAt: { chain, seq: row.last_seq, hash: row.last_hash },
      }),
      ...(event === 'retired' && { retiredAt: row.recorded_at }),
    });
  }
}
