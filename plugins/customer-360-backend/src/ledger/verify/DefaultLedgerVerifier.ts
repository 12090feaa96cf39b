import type {
  LedgerHead,
  LedgerHeadStore,
} from '@customer-360/backstage-plugin-customer-360-node';
import { z } from 'zod';
import type { Clock } from '../../clock/SharedClock';
import type { InstallationKey } from '../../installation/InstallationKey';
import { SignedCursor } from '../../installation/SignedCursor';
import { genesisOf } from '../chain/ChainHead';
import { REGISTRY, type ChainRegistry } from '../chain/ChainRegistry';
import type { LedgerKeys } from '../chain/LedgerKeys';
import type { LedgerTable } from '../chain/LedgerTable';
import type { LedgerPeople } from '../people/LedgerPeople';
import { ChainCheck, type ChainPlace } from './ChainCheck';
import { HeadsUnavailableError } from './HeadsUnavailableError';
import type {
  LedgerFinding,
  LedgerVerdict,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { LedgerVerifier, VerifyOptions } from './LedgerVerifier';
import { RegistryCheck, type KnownChain } from './RegistryCheck';

/** Read at once: between two pages others are served. */
const PAGE_ROWS = 500;
/** More are not told: the first few say enough. */
const MAX_FINDINGS = 100;
/** Rows of a chain whose time is over are being removed meanwhile. */
const REMOVING_MS = 3_600_000;
/** By then something must have been exported, and all of the registry. */
const EXPORTED_BY_MS = 600_000;
/**
 * By then a row must be exported, or its chain sealed: that of an instance that
 * was killed is sealed by another after ten minutes, and exported a minute later.
 */
const ROW_EXPORTED_BY_MS = 900_000;
const LIST = ['ledger-verify'];

const place = z.strictObject({
  chain: z.string(),
  seq: z.int(),
  hash: z.string(),
  sealed: z.boolean(),
});

/**
 * The registry in each part, then chain after chain in the order in which they
 * were opened. Nothing is taken for verified because it was once: a row of a
 * chain sealed long ago is found as well.
 */
export class DefaultLedgerVerifier implements LedgerVerifier {
  readonly #table: LedgerTable;
  readonly #registry: ChainRegistry;
  readonly #keys: LedgerKeys;
  readonly #heads?: LedgerHeadStore;
  readonly #people: Pick<LedgerPeople, 'unproven'>;
  readonly #clock: Clock;
  readonly #cursor: SignedCursor<ChainPlace>;
  readonly #pageRows: number;

  constructor(options: {
    table: LedgerTable;
    registry: ChainRegistry;
    keys: LedgerKeys;
    heads?: LedgerHeadStore;
    people: Pick<LedgerPeople, 'unproven'>;
    clock: Clock;
    key: InstallationKey;
    pageRows?: number;
  }) {
    this.#table = options.table;
    this.#registry = options.registry;
    this.#keys = options.keys;
    this.#heads = options.heads;
    this.#people = options.people;
    this.#clock = options.clock;
    this.#cursor = new SignedCursor({ key: options.key, schema: place });
    this.#pageRows = options.pageRows ?? PAGE_ROWS;
  }

  async verify(options: VerifyOptions = {}): Promise<LedgerVerdict> {
    const from = options.cursor && this.#cursor.decode(LIST, options.cursor);
    const until = performance.now() + (options.limitMs ?? Infinity);
    // The heads first, and what is written before what the registry says of it:
    // what was exported or opened must be there by now.
    const now = this.#clock.now();
    const heads = await this.#exported();
    // Where nothing was ever exported that alone is told.
    const before = (ms: number) =>
      heads.has(REGISTRY) ? new Date(now - ms).toISOString() : undefined;
    const written = await this.#table.chains();
    const registry = new RegistryCheck({
      ...this.#parts(),
      exported: heads.get(REGISTRY),
      coveredBy: before(EXPORTED_BY_MS),
    });
    await registry.advance();
    const findings = this.#strangers(registry, written, heads);
    if (!from) {
      findings.push(...(await this.#exchangedNames()));
    }
    const chains = [...registry.known.keys()];
    let at = from ? chains.indexOf(from.chain) : 0;
    let begin = from || undefined;
    if (begin && at < 0) {
      const { chain, seq } = begin;
      findings.push({ chain, seq, problem: 'unknown_chain' });
      at = chains.length;
    }
    const total = { chains: 0, rows: 0 };
    const part = (nextCursor?: string): LedgerVerdict => {
      // Last, since the registry may have been read on.
      const all = [
        ...(registry.finding ? [registry.finding] : []),
        ...(registry.stale ? [registry.stale] : []),
        ...findings,
      ];
      return {
        ok: all.length === 0,
        ...total,
        findings: all.slice(0, MAX_FINDINGS),
        ...(nextCursor !== undefined && { nextCursor }),
      };
    };
    for (; at < chains.length; at++, begin = undefined) {
      const chain = chains[at];
      const check = new ChainCheck({
        ...this.#parts(),
        from: begin ?? { ...genesisOf(chain), sealed: false },
        exported: heads.get(chain),
        sealedAt: registry.known.get(chain)!.sealedAt,
        coveredBy: before(ROW_EXPORTED_BY_MS),
      });
      const found = await this.#checkAll(check, registry, until, options);
      total.rows += check.rows;
      if (check.stale) {
        findings.push(check.stale);
      }
      if (found === 'late') {
        return part(this.#cursor.encode(LIST, check.place));
      }
      findings.push(...found);
      total.chains += 1;
      const next = chains[at + 1];
      if (next !== undefined && performance.now() > until) {
        return part(
          this.#cursor.encode(LIST, { ...genesisOf(next), sealed: false }),
        );
      }
    }
    return part();
  }

  /** @returns `late` where the time is up before the chain is done */
  async #checkAll(
    check: ChainCheck,
    registry: RegistryCheck,
    until: number,
    { signal }: VerifyOptions,
  ): Promise<LedgerFinding[] | 'late'> {
    const { chain } = check.place;
    if (registry.known.get(chain)!.retiredAt !== undefined) {
      return this.#checkRemoved(chain, registry.known.get(chain)!);
    }
    for (;;) {
      const { done, finding } = await check.next();
      signal?.throwIfAborted();
      if (finding) {
        // Its time may have been over while it was read.
        await registry.advance();
        return registry.known.get(chain)!.retiredAt ? [] : [finding];
      }
      if (done) {
        return [];
      }
      if (performance.now() > until) {
        return 'late';
      }
      // Others are served in between.
      await new Promise(resolve => {
        setImmediate(resolve);
      });
    }
  }

  async #checkRemoved(
    chain: string,
    { retiredAt }: KnownChain,
  ): Promise<LedgerFinding[]> {
    const [row] = await this.#table.after(chain, 0, 1);
    return row && Date.parse(retiredAt!) < this.#clock.now() - REMOVING_MS
      ? [{ chain, seq: row.seq, problem: 'not_removed' }]
      : [];
  }

  /** Chains that nobody opened, and heads that nobody exported. */
  #strangers(
    registry: RegistryCheck,
    written: readonly string[],
    heads: ReadonlyMap<string, LedgerHead>,
  ): LedgerFinding[] {
    const { known, openedAt } = registry;
    const noHeads =
      this.#heads !== undefined &&
      !heads.has(REGISTRY) &&
      openedAt !== undefined &&
      Date.parse(openedAt) < this.#clock.now() - EXPORTED_BY_MS;
    return [
      ...(noHeads
        ? [{ chain: REGISTRY, seq: 1, problem: 'no_heads' } as const]
        : []),
      ...[...new Set([...written, ...heads.keys()])]
        .filter(chain => chain !== REGISTRY && !known.has(chain))
        .map(chain => ({ chain, seq: 1, problem: 'unknown_chain' } as const)),
    ];
  }

  async #exchangedNames(): Promise<LedgerFinding[]> {
    const names = await this.#people.unproven(MAX_FINDINGS);
    return names.map(({ problem, pseudonym }) => ({
      chain: `people/${pseudonym}`,
      seq: 1,
      problem,
    }));
  }

  async #exported(): Promise<ReadonlyMap<string, LedgerHead>> {
    try {
      return (await this.#heads?.latest()) ?? new Map();
    } catch {
      throw new HeadsUnavailableError();
    }
  }

  #parts() {
    return {
      table: this.#table,
      registry: this.#registry,
      keys: this.#keys,
      pageRows: this.#pageRows,
    };
  }
}
