import { setImmediate as breathe } from 'node:timers/promises';
import { createRandom } from '../../world/random.ts';
import type { Company, World } from '../../world/types.ts';
import type { Vendor } from '../types.ts';
import { roundMoves } from './roundMoves.ts';

/** Changes made between two breaths. */
const MOVES_A_BREATH = 20;
/** So often somebody else is looked for where a customer has nothing to change. */
const MAX_MISSES = 20;

/** What a round is played on. @internal */
export interface RoundTable {
  readonly world: World;
  vendorOf(name: string): Vendor | undefined;
}

/** What a round did. @public */
export interface RoundReport {
  readonly seed: number;
  /** Changes made. */
  readonly events: number;
  readonly byVendor: Readonly<Record<string, number>>;
  /** Ids of the records changed, at their vendors, each once. */
  readonly changed: Readonly<Record<string, readonly string[]>>;
  /** Catalog names of the customers whose records changed, each once. */
  readonly customers: readonly string[];
}

/**
 * Makes so many believable changes all over the world's customers, through the
 * vendors' own APIs. The same seed on the same world makes the same changes.
 *
 * @internal
 */
export async function playRound(
  table: RoundTable,
  { seed, events }: { readonly seed: number; readonly events: number },
): Promise<RoundReport> {
  const random = createRandom(seed, 'round');
  const byVendor: Record<string, number> = {};
  const changed: Record<string, Set<string>> = {};
  const customers = new Set<string>();
  let made = 0;
  let misses = 0;
  while (made < events && misses < MAX_MISSES * (made + 50)) {
    const company: Company = table.world.company(
      random.int(0, table.world.size - 1),
    );
    const move = random.weighted(roundMoves);
    const vendor = table.vendorOf(move.vendor);
    const id = vendor && (await move.play(vendor, company, random));
    if (id === undefined) {
      misses += 1;
    } else {
      made += 1;
      byVendor[move.vendor] = (byVendor[move.vendor] ?? 0) + 1;
      changed[move.vendor] = (changed[move.vendor] ?? new Set()).add(id);
      customers.add(company.entityName);
    }
    if ((made + misses) % MOVES_A_BREATH === 0) {
      await breathe();
    }
  }
  return {
    seed,
    events: made,
    byVendor,
    changed: Object.fromEntries(
      Object.entries(changed).map(([vendor, ids]) => [vendor, [...ids]]),
    ),
    customers: [...customers],
  };
}
