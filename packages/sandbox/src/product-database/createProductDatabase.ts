import type { World } from '../world/types.ts';
import { PostgresStore } from './PostgresStore.ts';
import type { ProductStore } from './ProductStore.ts';
import { rowsOf, sharedRows } from './rowsOf.ts';
import { SqliteStore } from './SqliteStore.ts';
import type { Row, TableName } from './tables.ts';

export type ProductDatabaseOptions = {
  readonly world: World;
  /** The world has marks, which its seed does not tell. */
  readonly marked?: boolean;
} & (
  | { readonly client: 'better-sqlite3'; readonly filename: string }
  | { readonly client: 'pg'; readonly connectionString: string }
);

export interface ProductDatabase {
  readonly client: ProductDatabaseOptions['client'];
  /** False when it already held exactly this world. */
  readonly rebuilt: boolean;
  readonly accounts: number;
}

/** Raise it when tables, views or rows change. */
const LAYOUT = 2;
/** Beyond so many accounts only figures are kept, not each user and week. */
const DETAILED = 2_000;

/**
 * The product's own SQL database, filled from the world and left alone when it
 * is already right. Afterwards nothing stays open.
 *
 * @throws the driver's error when the file or server cannot be used
 */
export async function createProductDatabase(
  options: ProductDatabaseOptions,
): Promise<ProductDatabase> {
  const { world } = options;
  const store: ProductStore =
    options.client === 'pg'
      ? new PostgresStore(options.connectionString)
      : new SqliteStore(options.filename);
  try {
    const fingerprint = JSON.stringify({
      layout: LAYOUT,
      seed: world.seed,
      size: world.size,
      today: world.today,
      marked: options.marked,
    });
    const rebuilt = (await store.fingerprint()) !== fingerprint;
    if (rebuilt) await store.rebuild(fingerprint, allRows(world));
    return { client: options.client, rebuilt, accounts: world.size };
  } finally {
    await store.close();
  }
}

function* allRows(world: World): Iterable<readonly [TableName, Row]> {
  yield* sharedRows();
  for (let index = 0; index < world.size; index++) {
    yield* rowsOf(world.company(index), world.today, index < DETAILED);
  }
}
