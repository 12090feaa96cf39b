import type { Knex } from 'knex';
import type { Clock } from '../../clock/SharedClock';
import { genesisOf, type ChainHead } from './ChainHead';
import {
  REGISTRY,
  registryText,
  type ChainEvent,
  type ChainRegistry,
  type RegistryRow,
} from './ChainRegistry';
import type { LedgerKeys } from './LedgerKeys';

export const REGISTRY_TABLE = 'c360_ledger_chains';

/** Instances that write at once take turns by trying again. */
const MAX_TRIES = 20;

/** @see ChainRegistry */
export class DatabaseChainRegistry implements ChainRegistry {
  readonly #knex: Knex;
  readonly #keys: LedgerKeys;
  readonly #clock: Clock;

  constructor(options: { knex: Knex; keys: LedgerKeys; clock: Clock }) {
    this.#knex = options.knex;
    this.#keys = options.keys;
    this.#clock = options.clock;
  }

  async note(event: ChainEvent, head: ChainHead): Promise<ChainHead> {
    for (let tried = 1; ; tried++) {
      const last = await this.head();
      const unsigned = {
        seq: last.seq + 1,
        recorded_at: new Date(this.#clock.now()).toISOString(),
        event,
        chain: head.chain,
        last_seq: head.seq,
        last_hash: head.hash,
        key_id: this.#keys.current,
      };
      const hash = this.#keys.sign(
        unsigned.key_id,
        last.hash,
        registryText(unsigned),
      )!;
      const written = await this.#knex<RegistryRow>(REGISTRY_TABLE)
        .insert({ ...unsigned, hash })
        .onConflict('seq')
        .ignore()
        .returning('seq');
      if (written.length > 0) {
        return { chain: REGISTRY, seq: unsigned.seq, hash };
      }
      if (tried >= MAX_TRIES) {
        throw new Error('The registry of the ledger is written by too many');
      }
    }
  }

  async after(seq: number, limit: number): Promise<RegistryRow[]> {
    const rows = await this.#knex<RegistryRow>(REGISTRY_TABLE)
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(limit);
    return rows.map(row => ({
      ...row,
      seq: Number(row.seq),
      last_seq: Number(row.last_seq),
    }));
  }

  async open(): Promise<string[]> {
    return this.#knex<RegistryRow>(REGISTRY_TABLE)
      .where({ event: 'opened' })
      .whereNotIn('chain', this.#chainsOf('sealed'))
      .orderBy('seq')
      .pluck('chain');
  }

  async sealedBefore(at: string): Promise<ChainHead[]> {
    const rows = await this.#knex<RegistryRow>(REGISTRY_TABLE)
      .where({ event: 'sealed' })
      .andWhere('recorded_at', '<', at)
      .whereNotIn('chain', this.#chainsOf('retired'))
      .orderBy('seq');
    return rows.map(row => ({
      chain: row.chain,
      seq: Number(row.last_seq),
      hash: row.last_hash,
    }));
  }

  async retired(): Promise<string[]> {
    return this.#chainsOf('retired').pluck('chain');
  }

  async head(): Promise<ChainHead> {
    const last = await this.#knex<RegistryRow>(REGISTRY_TABLE)
      .select('seq', 'hash')
      .orderBy('seq', 'desc')
      .first();
    return last
      ? { chain: REGISTRY, seq: Number(last.seq), hash: last.hash }
      : genesisOf(REGISTRY);
  }

  #chainsOf(event: ChainEvent) {
    return this.#knex<RegistryRow>(REGISTRY_TABLE)
      .select('chain')
      .where({ event });
  }
}
