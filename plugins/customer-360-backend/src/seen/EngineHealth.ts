import type { Knex } from 'knex';
import type { SharedStore } from '../shared/SharedStore';
import type { SourceRegistry } from '../sources/SourceRegistry';
import type { SourceStatusBoard } from '../sources/SourceStatusBoard';

/** How the service is as a whole. Names no source and nothing of a customer. */
export interface HealthState {
  /**
   * `down`: nothing can be shown, because nothing can be recorded. `degraded`:
   * pages come, with older parts or from this instance alone.
   */
  readonly status: 'ok' | 'degraded' | 'down';
  readonly database: 'ok' | 'down';
  readonly sharedCache: 'ok' | 'down' | 'none';
  readonly sources: { readonly total: number; readonly failing: number };
}

const DATABASE_MS = 1_000;

/** Says whether pages can be shown, for probes and monitors. */
export class EngineHealth {
  readonly #knex: Knex;
  readonly #store: SharedStore;
  readonly #sources: SourceRegistry;
  readonly #board: SourceStatusBoard;
  #asked?: { at: number; database: Promise<'ok' | 'down'> };

  constructor(options: {
    knex: Knex;
    store: SharedStore;
    sources: SourceRegistry;
    board: SourceStatusBoard;
  }) {
    this.#knex = options.knex;
    this.#store = options.store;
    this.#sources = options.sources;
    this.#board = options.board;
  }

  async state(): Promise<HealthState> {
    const database = await this.#database();
    const sharedCache = this.#store.state();
    const all = this.#sources.all();
    const failing = all.filter(({ id }) => this.#board.of(id).failing).length;
    return {
      status: statusOf(database, sharedCache, failing),
      database,
      sharedCache,
      sources: { total: all.length, failing },
    };
  }

  /** Asked once a second at most, however many probes there are. */
  #database(): Promise<'ok' | 'down'> {
    const now = performance.now();
    if (!this.#asked || now - this.#asked.at > DATABASE_MS) {
      this.#asked = { at: now, database: this.#askDatabase() };
    }
    return this.#asked.database;
  }

  async #askDatabase(): Promise<'ok' | 'down'> {
    let timer: NodeJS.Timeout | undefined;
    try {
      await Promise.race([
        this.#knex.select(this.#knex.raw('1')),
        new Promise<never>((_, reject) => {
          timer = setTimeout(() => reject(new Error('late')), DATABASE_MS);
        }),
      ]);
      return 'ok';
    } catch {
      return 'down';
    } finally {
      clearTimeout(timer);
    }
  }
}

function statusOf(
  database: HealthState['database'],
  sharedCache: HealthState['sharedCache'],
  failing: number,
): HealthState['status'] {
  if (database === 'down') {
    return 'down';
  }
  return sharedCache === 'down' || failing > 0 ? 'degraded' : 'ok';
}
