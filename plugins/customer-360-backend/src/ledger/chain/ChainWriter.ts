import { randomBytes, randomUUID } from 'node:crypto';
import type { Clock } from '../../clock/SharedClock';
import { inTime } from '../../portal/inTime';
import { genesisOf, type ChainHead } from './ChainHead';
import type { ChainRegistry } from './ChainRegistry';
import type { LedgerKeys } from './LedgerKeys';
import {
  SEAL,
  signedText,
  type LedgerRecord,
  type LedgerRow,
} from './LedgerRow';
import { PlaceTaken, type LedgerTable, type Written } from './LedgerTable';

export interface ChainWriterOptions {
  readonly table: LedgerTable;
  readonly registry: ChainRegistry;
  readonly keys: LedgerKeys;
  readonly clock: Clock;
  /** Of the rows about the ledger itself. */
  readonly policyVersion: string;
  /** Until a statement is given up; 1.5 seconds. */
  readonly flushMs?: number;
}

interface Waiting {
  readonly records: readonly LedgerRecord[];
  readonly since: number;
  resolve(written: readonly Written[]): void;
  reject(error: unknown): void;
}

/** In one statement: a flush stays short however many wait. */
const MAX_ROWS = 500;
/**
 * A statement that is not back by then is given up: whether it wrote is found
 * out by reading the end of the chain.
 */
const DEFAULT_FLUSH_MS = 1_500;
const MAX_TRIES = 4;

/**
 * Writes this instance's chain. The head is in memory and nobody else writes
 * here, so nothing is locked: while one statement is under way the next rows
 * gather, and go together.
 *
 * A chain is of one day (UTC). It is opened in the registry before its first
 * row, and ends with a row that says so, after which there is no place for
 * another.
 */
export class ChainWriter {
  readonly #options: ChainWriterOptions;
  readonly #flushMs: number;
  #waiting: Waiting[] = [];
  #flushing = false;
  #flushed: Promise<void> = Promise.resolve();
  #head?: ChainHead;
  /** False after a statement of which it is not known whether it wrote. */
  #sure = false;
  #day = '';

  constructor(options: ChainWriterOptions) {
    this.#options = options;
    this.#flushMs = options.flushMs ?? DEFAULT_FLUSH_MS;
  }

  /** Undefined until the first row. */
  get head(): ChainHead | undefined {
    return this.#head;
  }

  /**
   * Durable when it resolves, all of them; in the order given.
   *
   * @throws Error where they could not be written, or nobody knows whether they
   *   were
   */
  append(records: readonly LedgerRecord[]): Promise<readonly Written[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({
        records,
        since: performance.now(),
        resolve,
        reject,
      });
      if (!this.#flushing) {
        this.#flushing = true;
        this.#flushed = this.#flush();
      }
    });
  }

  /** Ends the chain, at shutdown. What comes later opens another. */
  async seal(): Promise<void> {
    await this.#flushed;
    const chain = this.#head?.chain;
    if (chain === undefined) {
      return;
    }
    this.#sure = false;
    await this.#again(async () => {
      // Another may have sealed it, who took us for gone.
      const last = await this.#lastOf(chain);
      await (last?.sealed
        ? this.#noteSealed(last)
        : this.#sealAt(last ?? genesisOf(chain)));
    });
    if (this.#head?.chain === chain) {
      this.#head = undefined;
    }
  }

  /**
   * Ends the chain of an instance that is gone. Where it writes after all, it
   * finds its place taken and opens another.
   */
  async sealOther(chain: string): Promise<void> {
    const { table, registry } = this.#options;
    const last = await table.lastOf(chain);
    if (last?.sealed) {
      await registry.note('sealed', last);
    } else {
      await this.#sealAt(last ?? genesisOf(chain));
    }
  }

  async #flush(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#take();
      if (batch.length > 0) {
        try {
          const written = await this.#write(
            batch.flatMap(({ records }) => records),
          );
          let at = 0;
          for (const { records, resolve } of batch) {
            resolve(written.slice(at, at + records.length));
            at += records.length;
          }
        } catch (error) {
          for (const { reject } of batch) {
            reject(error);
          }
        }
      }
    }
    // In the same turn as the queue was seen empty, or a row would be left in it.
    this.#flushing = false;
  }

  #take(): Waiting[] {
    const now = performance.now();
    const batch: Waiting[] = [];
    let rows = 0;
    while (this.#waiting.length > 0) {
      const next = this.#waiting[0];
      if (rows > 0 && rows + next.records.length > MAX_ROWS) {
        break;
      }
      this.#waiting.shift();
      if (now - next.since > 2 * this.#flushMs) {
        // Who waits so long has been refused, and was shown nothing: a row would tell of a look that did not happen.
        next.reject(new Error('The ledger was too busy'));
      } else {
        batch.push(next);
        rows += next.records.length;
      }
    }
    return batch;
  }

  #write(records: readonly LedgerRecord[]): Promise<readonly Written[]> {
    return this.#again(async () => {
      const rows = this.#chained(await this.#ready(), records);
      this.#sure = false;
      const written = await inTime(
        this.#options.table.insert(rows),
        this.#flushMs,
      );
      this.#head = headAfter(rows);
      this.#sure = true;
      return written;
    });
  }

  /** Once more, with the end read again, where its place was taken. */
  async #again<T>(write: () => Promise<T>): Promise<T> {
    for (let tried = 1; ; tried++) {
      try {
        return await write();
      } catch (error) {
        // Taken by a late statement of our own, or by who took us for dead.
        if (!(error instanceof PlaceTaken) || tried >= MAX_TRIES) {
          throw error;
        }
      }
    }
  }

  /** The head of an open chain of today. */
  async #ready(): Promise<ChainHead> {
    const day = new Date(this.#options.clock.now()).toISOString().slice(0, 10);
    if (this.#head && !this.#sure) {
      const last = await this.#lastOf(this.#head.chain);
      if (last?.sealed) {
        await this.#noteSealed(last);
        this.#head = undefined;
      } else {
        this.#head = last ?? genesisOf(this.#head.chain);
        this.#sure = true;
      }
    }
    if (this.#head && this.#day !== day) {
      // Until it is done nobody knows where the chain ends.
      this.#sure = false;
      await this.#sealAt(this.#head);
      this.#head = undefined;
    }
    if (!this.#head) {
      const opened = genesisOf(randomBytes(12).toString('base64url'));
      await inTime(
        this.#options.registry.note('opened', opened),
        this.#flushMs,
      );
      this.#head = opened;
      this.#day = day;
      this.#sure = true;
    }
    return this.#head;
  }

  #lastOf(chain: string) {
    return inTime(this.#options.table.lastOf(chain), this.#flushMs);
  }

  async #sealAt(head: ChainHead): Promise<void> {
    const { clock, policyVersion, registry, table } = this.#options;
    const rows = this.#chained(head, [
      {
        recorded_at: new Date(clock.now()).toISOString(),
        request_kind: SEAL,
        outcome: 'none',
        person: null,
        acting_as: null,
        customer_ref: null,
        facets: '{}',
        labels: '[]',
        detail: null,
        policy_version: policyVersion,
        request_id: randomUUID(),
      },
    ]);
    await inTime(table.insert(rows), this.#flushMs);
    await inTime(registry.note('sealed', headAfter(rows)), this.#flushMs);
  }

  /** Of a seal that was written, perhaps by another, who may not have come to it. */
  async #noteSealed(last: ChainHead): Promise<void> {
    const { registry } = this.#options;
    const open = await inTime(registry.open(), this.#flushMs);
    if (open.includes(last.chain)) {
      await inTime(registry.note('sealed', last), this.#flushMs);
    }
  }

  #chained(head: ChainHead, records: readonly LedgerRecord[]): LedgerRow[] {
    const { keys } = this.#options;
    let { seq, hash } = head;
    return records.map(record => {
      seq += 1;
      const row = {
        ...record,
        chain: head.chain,
        seq,
        key_id: keys.current,
      };
      hash = keys.sign(keys.current, hash, signedText(row))!;
      return { ...row, hash };
    });
  }
}

function headAfter(rows: readonly LedgerRow[]): ChainHead {
  const { chain, seq, hash } = rows[rows.length - 1];
  return { chain, seq, hash };
}
