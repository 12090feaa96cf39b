import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { LedgerHeadStore } from '@customer-360/backstage-plugin-customer-360-node';
import type { Knex } from 'knex';
import type { Alarms } from '../../alarms/Alarms';
import type { Clock } from '../../clock/SharedClock';
import type { ChainRegistry } from './ChainRegistry';
import type { ChainWriter } from './ChainWriter';
import { ExportWatch } from './ExportWatch';
import type { LedgerTable } from './LedgerTable';

export const HEARTBEATS_TABLE = 'c360_ledger_heartbeats';

interface HeartbeatRow {
  chain: string;
  beat_at: string;
}

const DAY_MS = 86_400_000;
const EVERY_MS = 60_000;
/** So long without a sign of life, and an instance is taken for gone. */
const GONE_MS = 10 * EVERY_MS;

/**
 * Once a minute: exports where this instance's chain and the registry end, says
 * that it lives, seals the chains of instances that are gone, and removes those
 * whose time is over.
 */
export class ChainKeeper {
  readonly #knex: Knex;
  readonly #writer: ChainWriter;
  readonly #table: LedgerTable;
  readonly #registry: ChainRegistry;
  readonly #heads?: LedgerHeadStore;
  readonly #exportWatch: ExportWatch;
  readonly #clock: Clock;
  readonly #logger: LoggerService;
  readonly #retentionDays?: number;
  readonly #exported = new Map<string, number>();
  #timer?: NodeJS.Timeout;

  constructor(options: {
    knex: Knex;
    writer: ChainWriter;
    table: LedgerTable;
    registry: ChainRegistry;
    heads?: LedgerHeadStore;
    alarms: Alarms;
    clock: Clock;
    logger: LoggerService;
    /** Sealed chains that are older are removed; all are kept without it. */
    retentionDays?: number;
  }) {
    this.#knex = options.knex;
    this.#writer = options.writer;
    this.#table = options.table;
    this.#retentionDays = options.retentionDays;
    this.#registry = options.registry;
    this.#heads = options.heads;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#exportWatch = new ExportWatch(options);
  }

  start(): void {
    const round = () => this.keep();
    void round();
    this.#timer = setInterval(round, EVERY_MS);
    this.#timer.unref();
  }

  /** Ends this instance's chain and exports its end. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    const last = this.#writer.head;
    try {
      await this.#writer.seal();
    } finally {
      try {
        await this.#export();
      } finally {
        if (last) {
          await this.#knex(HEARTBEATS_TABLE)
            .where({ chain: last.chain })
            .delete();
        }
      }
    }
  }

  /** One round. What fails in it keeps nothing else from being done. */
  async keep(): Promise<void> {
    const own = this.#writer.head?.chain;
    const steps: ReadonlyArray<[what: string, step: () => Promise<void>]> = [
      ['export', () => this.#export()],
      ['sign of life', () => this.#beat(own)],
      ['seal', () => this.#sealGone(own)],
      ['retire', () => this.#retire()],
      ['alarm', () => this.#exportWatch.look()],
    ];
    for (const [what, step] of steps) {
      try {
        await step();
      } catch (error) {
        this.#logger.error(
          'The chains of the ledger could not be looked after',
          { step: what, cause: toError(error).name },
        );
      }
    }
  }

  async #beat(own: string | undefined): Promise<void> {
    if (own) {
      await this.#knex<HeartbeatRow>(HEARTBEATS_TABLE)
        .insert({ chain: own, beat_at: this.#at() })
        .onConflict('chain')
        .merge();
    }
  }

  async #sealGone(own: string | undefined): Promise<void> {
    const open = (await this.#registry.open()).filter(it => it !== own);
    if (open.length === 0) {
      return;
    }
    const alive = new Map(
      (
        await this.#knex<HeartbeatRow>(HEARTBEATS_TABLE).whereIn('chain', open)
      ).map(row => [row.chain, row.beat_at]),
    );
    const since = new Date(this.#clock.now() - GONE_MS).toISOString();
    for (const chain of open) {
      const beat = alive.get(chain);
      if (beat === undefined) {
        // Not looked after yet: from now on its time runs.
        await this.#knex<HeartbeatRow>(HEARTBEATS_TABLE)
          .insert({ chain, beat_at: this.#at() })
          .onConflict('chain')
          .ignore();
      } else if (beat < since) {
        await this.#writer.sealOther(chain);
        await this.#knex(HEARTBEATS_TABLE).where({ chain }).delete();
        this.#logger.info('The ledger of an instance that is gone was sealed', {
          chain,
        });
      }
    }
  }

  /** As whole chains, and the registry says so first: a chain is never half. */
  async #retire(): Promise<void> {
    if (this.#retentionDays === undefined) {
      return;
    }
    const before = new Date(this.#clock.now() - this.#retentionDays * DAY_MS);
    const due = await this.#registry.sealedBefore(before.toISOString());
    for (const head of due) {
      await this.#registry.note('retired', head);
      await this.#table.remove(head.chain);
    }
    if (due.length > 0) {
      this.#logger.info('Chains of the ledger have reached their age', {
        removed: String(due.length),
      });
    }
    // Where an instance was stopped between the two.
    const retired = new Set(await this.#registry.retired());
    for (const chain of await this.#table.chains()) {
      if (retired.has(chain)) {
        await this.#table.remove(chain);
      }
    }
  }

  async #export(): Promise<void> {
    if (!this.#heads) {
      return;
    }
    const at = this.#at();
    const heads = [this.#writer.head, await this.#registry.head()].flatMap(
      head =>
        head && head.seq > 0 && this.#exported.get(head.chain) !== head.seq
          ? [{ ...head, at }]
          : [],
    );
    if (heads.length === 0) {
      return;
    }
    try {
      await this.#heads.add(heads);
    } catch (error) {
      this.#exportWatch.failed();
      throw error;
    }
    this.#exportWatch.succeeded();
    for (const { chain, seq } of heads) {
      this.#exported.set(chain, seq);
    }
  }

  #at(): string {
    return new Date(this.#clock.now()).toISOString();
  }
}
