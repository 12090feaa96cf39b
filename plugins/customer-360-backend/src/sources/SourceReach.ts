import { stringifyEntityRef } from '@backstage/catalog-model';
import type {
  CustomerEntity,
  SourceReachReport,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { Knex } from 'knex';
import type { Clock } from '../clock/SharedClock';
import { accountsWrittenOn } from '../links/accountsWrittenOn';
import type { LinkStore } from '../links/LinkStore';
import type { CustomerRound, CustomerVisitor } from '../walk/CustomerVisitor';
import type { SourceRegistry } from './SourceRegistry';

interface ReachRow {
  source: string;
  customers: number;
  counted_at: string;
}

const TABLE = 'c360_source_reach';

/**
 * Counts the customers that have an account at each source, annotated or linked
 * beside that: they are the ones whom its outage concerns.
 */
export class SourceReach implements CustomerVisitor {
  readonly #knex: Knex;
  readonly #sources: SourceRegistry;
  readonly #store: Pick<LinkStore, 'linkedAmong'>;
  readonly #clock: Clock;

  constructor(options: {
    knex: Knex;
    sources: SourceRegistry;
    store: Pick<LinkStore, 'linkedAmong'>;
    clock: Clock;
  }) {
    this.#knex = options.knex;
    this.#sources = options.sources;
    this.#store = options.store;
    this.#clock = options.clock;
  }

  /** By source; one that has not been counted yet is left out. */
  async all(): Promise<ReadonlyMap<string, SourceReachReport>> {
    const rows: ReachRow[] = await this.#knex<ReachRow>(TABLE).select();
    return new Map(
      rows.map(({ source, customers, counted_at: countedAt }) => [
        source,
        { customers, countedAt },
      ]),
    );
  }

  begin(): CustomerRound {
    const counts = new Map(this.#sources.all().map(({ id }) => [id, 0]));
    return {
      visit: async entities => {
        for (const [id, count] of counts) {
          counts.set(id, count + (await this.#countAmong(id, entities)));
        }
      },
      end: () => this.#keep(counts),
    };
  }

  async #countAmong(
    source: string,
    entities: readonly CustomerEntity[],
  ): Promise<number> {
    const reached = new Set(
      await this.#store.linkedAmong(
        source,
        entities.map(entity => stringifyEntityRef(entity)),
      ),
    );
    for (const written of accountsWrittenOn(entities)) {
      if (written.source === source) {
        reached.add(written.customerRef);
      }
    }
    return reached.size;
  }

  async #keep(counts: ReadonlyMap<string, number>): Promise<void> {
    const countedAt = new Date(this.#clock.now()).toISOString();
    await this.#knex.transaction(async tx => {
      // What is not configured any more has no number that would grow old.
      await tx<ReachRow>(TABLE)
        .whereNotIn('source', [...counts.keys()])
        .delete();
      for (const [source, customers] of counts) {
        await tx<ReachRow>(TABLE)
          .insert({ source, customers, counted_at: countedAt })
          .onConflict('source')
          .merge(['customers', 'counted_at']);
      }
    });
  }
}
