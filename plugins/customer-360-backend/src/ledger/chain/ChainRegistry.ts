import type { ChainHead } from './ChainHead';

/** What happened to a chain as a whole. */
export type ChainEvent = 'opened' | 'sealed' | 'retired';

export interface RegistryRow {
  /** From 1, without a gap: the registry is a chain itself. */
  readonly seq: number;
  readonly recorded_at: string;
  readonly event: ChainEvent;
  readonly chain: string;
  /** The chain's last row then; 0 for one that has just been opened. */
  readonly last_seq: number;
  readonly last_hash: string;
  readonly key_id: string;
  readonly hash: string;
}

/** In heads and findings the registry goes by this name. */
export const REGISTRY = 'registry';

/** Which chains there are, and where each ends. */
export interface ChainRegistry {
  /** Written after what it says of the chain is so. */
  note(event: ChainEvent, head: ChainHead): Promise<ChainHead>;

  /** In their order, from the first after `seq`. */
  after(seq: number, limit: number): Promise<RegistryRow[]>;

  /** Chains that are opened and not sealed. */
  open(): Promise<string[]>;

  /** Where the chains ended that were sealed before then and are not retired. */
  sealedBefore(at: string): Promise<ChainHead[]>;

  /** Chains whose time is over. */
  retired(): Promise<string[]>;

  head(): Promise<ChainHead>;
}

/** What is signed of a row. */
export function registryText(row: Omit<RegistryRow, 'hash'>): string {
  return JSON.stringify([
    row.seq,
    row.recorded_at,
    row.event,
    row.chain,
    row.last_seq,
    row.last_hash,
    row.key_id,
  ]);
}
