import type { ChainHead } from './chain/ChainHead';
import { genesisOf } from './chain/ChainHead';
import {
  REGISTRY,
  registryText,
  type ChainRegistry,
  type RegistryRow,
} from './chain/ChainRegistry';
import type { ExportedHead, HeadStore } from './chain/HeadStore';
import type { LedgerKeys } from './chain/LedgerKeys';
import { SEAL, signedText } from './chain/LedgerRow';
import type { LedgerTable } from './chain/LedgerTable';

/** What was found to be wrong, where it begins. */
export interface LedgerFinding {
  /** A chain's id, or `registry`. */
  readonly chain: string;
  /** Of the first row that is wrong or not there. */
  readonly seq: number;
  readonly problem:
    | 'altered'
    | 'missing'
    | 'cut_off'
    | 'after_seal'
    | 'unknown_chain'
    | 'unknown_key'
    | 'not_removed';
}

export interface LedgerVerdict {
  readonly ok: boolean;
  readonly chains: number;
  readonly rows: number;
  /** The first of each chain. */
  readonly findings: LedgerFinding[];
}

interface Known {
  sealedAt?: ChainHead;
  retired: boolean;
}

const PAGE = 1_000;
/** More are not told: the first few say enough. */
const MAX_FINDINGS = 100;

/**
 * Reads the whole ledger again and compares it with its signatures, the
 * registry and the heads that were exported. A row that was changed, removed,
 * added or moved by anybody without the key is found, and so is an end that
 * was cut off.
 */
export class LedgerVerifier {
  readonly #table: LedgerTable;
  readonly #registry: ChainRegistry;
  readonly #keys: LedgerKeys;
  readonly #heads?: HeadStore;

  constructor(options: {
    table: LedgerTable;
    registry: ChainRegistry;
    keys: LedgerKeys;
    heads?: HeadStore;
  }) {
    this.#table = options.table;
    this.#registry = options.registry;
    this.#keys = options.keys;
    this.#heads = options.heads;
  }

  async verify(): Promise<LedgerVerdict> {
    const findings: LedgerFinding[] = [];
    // The heads first: what was exported must be there by now.
    const heads = (await this.#heads?.latest()) ?? new Map();
    const written = await this.#table.chains();
    const registry = await this.#registry.rows();
    const problem = this.#checkRegistry(registry, heads.get(REGISTRY));
    if (problem) {
      findings.push(problem);
    }
    const known = knownChains(registry);
    for (const chain of new Set([...written, ...heads.keys()])) {
      if (chain !== REGISTRY && !known.has(chain)) {
        findings.push({ chain, seq: 1, problem: 'unknown_chain' });
      }
    }
    let rows = 0;
    for (const [chain, state] of known) {
      const checked = await this.#checkChain(chain, state, heads.get(chain));
      rows += checked.rows;
      if (checked.finding && findings.length < MAX_FINDINGS) {
        findings.push(checked.finding);
      }
    }
    return { ok: findings.length === 0, chains: known.size, rows, findings };
  }

  #checkRegistry(
    rows: readonly RegistryRow[],
    exported: ExportedHead | undefined,
  ): LedgerFinding | undefined {
    let head = genesisOf(REGISTRY);
    for (const row of rows) {
      const seq = head.seq + 1;
      const found = this.#checkRow(
        { chain: REGISTRY, seq, at: row.seq },
        row.hash,
        this.#keys.sign(row.key_id, head.hash, registryText(row)),
      );
      if (found) {
        return found;
      }
      head = { chain: REGISTRY, seq, hash: row.hash };
      if (exported?.seq === seq && exported.hash !== row.hash) {
        return { chain: REGISTRY, seq, problem: 'altered' };
      }
    }
    return exported && exported.seq > head.seq
      ? { chain: REGISTRY, seq: head.seq + 1, problem: 'cut_off' }
      : undefined;
  }

  async #checkChain(
    chain: string,
    { retired, sealedAt }: Known,
    exported: ExportedHead | undefined,
  ): Promise<{ rows: number; finding?: LedgerFinding }> {
    let head = genesisOf(chain);
    let rows = 0;
    let sealed = false;
    const wrong = (seq: number, problem: LedgerFinding['problem']) => ({
      rows,
      finding: { chain, seq, problem },
    });
    for (;;) {
      const page = await this.#table.after(chain, head.seq, PAGE);
      for (const row of page) {
        if (retired) {
          return wrong(row.seq, 'not_removed');
        }
        rows += 1;
        const seq = head.seq + 1;
        if (sealed) {
          return wrong(seq, 'after_seal');
        }
        const finding = this.#checkRow(
          { chain, seq, at: row.seq },
          row.hash,
          this.#keys.sign(row.key_id, head.hash, signedText(row)),
        );
        if (finding) {
          return { rows, finding };
        }
        if (
          (exported?.seq === seq && exported.hash !== row.hash) ||
          (sealedAt?.seq === seq && sealedAt.hash !== row.hash)
        ) {
          return wrong(seq, 'altered');
        }
        sealed = row.request_kind === SEAL;
        head = { chain, seq, hash: row.hash };
      }
      if (page.length < PAGE) {
        break;
      }
      // Others are served in between.
      await new Promise(resolve => {
        setImmediate(resolve);
      });
    }
    const end = Math.max(exported?.seq ?? 0, sealedAt?.seq ?? 0);
    return !retired && head.seq < end
      ? wrong(head.seq + 1, 'cut_off')
      : { rows };
  }

  #checkRow(
    place: { chain: string; seq: number; at: number },
    hash: string,
    expected: string | undefined,
  ): LedgerFinding | undefined {
    const { at, chain, seq } = place;
    if (at !== seq) {
      return { chain, seq, problem: 'missing' };
    }
    if (expected === undefined) {
      return { chain, seq, problem: 'unknown_key' };
    }
    return hash === expected ? undefined : { chain, seq, problem: 'altered' };
  }
}

function knownChains(rows: readonly RegistryRow[]): Map<string, Known> {
  const known = new Map<string, Known>();
  for (const { chain, event, last_hash: hash, last_seq: seq } of rows) {
    const state = known.get(chain) ?? { retired: false };
    if (event === 'sealed') {
      state.sealedAt = { chain, seq, hash };
    }
    known.set(chain, {
      ...state,
      retired: state.retired || event === 'retired',
    });
  }
  return known;
}
