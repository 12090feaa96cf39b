import { NotFoundError } from '@backstage/errors';
import {
  checkCustomers,
  checkCustomersPage,
  SourceError,
  type CustomersPage,
  type CustomerSource,
  type SourceContext,
  type SourceCustomers,
} from '@customer-360/backstage-plugin-customer-360-node';
import { openSession } from '../sources/openSession';
import type { SourceRegistry } from '../sources/SourceRegistry';
import type { SourceSessions } from '../sources/SourceSessions';
import type { CustomerListings, ListingAnswer } from './CustomerListings';

/** Nobody waits for it at a page: a slow vendor may take its time. */
const DEADLINE_MS = 30_000;

/** @see CustomerListings */
export class DefaultCustomerListings implements CustomerListings {
  readonly #sources: SourceRegistry;
  readonly #sessions: SourceSessions;
  readonly #deadlineMs: number;

  constructor(options: {
    sources: SourceRegistry;
    sessions: SourceSessions;
    deadlineMs?: number;
  }) {
    this.#sources = options.sources;
    this.#sessions = options.sessions;
    this.#deadlineMs = options.deadlineMs ?? DEADLINE_MS;
  }

  async page(
    sourceId: string,
    mode: 'all' | 'changes',
    cursor?: string,
  ): Promise<ListingAnswer> {
    const { source, customers } = this.#listing(sourceId);
    if (mode === 'changes' && !customers.changedSince) {
      throw new NotFoundError(
        `The source ${source.id} cannot tell which of its customers changed; its whole listing can be read`,
      );
    }
    return this.#ask(source, async context => {
      const page =
        mode === 'all'
          ? await customers.page(cursor, context)
          : await customers.changedSince!(cursor, context);
      return asAgreed(() => checkCustomersPage(page));
    });
  }

  async get(sourceId: string, ids: readonly string[]): Promise<ListingAnswer> {
    const { source, customers } = this.#listing(sourceId);
    return this.#ask(source, async context => {
      const given = await customers.get(ids, context);
      return {
        customers: asAgreed(() => checkCustomers(given, ids)),
        cursor: '',
        last: true,
      };
    });
  }

  #listing(sourceId: string): {
    source: CustomerSource;
    customers: SourceCustomers;
  } {
    const source = this.#sources.get(sourceId);
    if (!source?.customers) {
      throw new NotFoundError(
        `No source ${sourceId} lists customers; name one under customer360.ingestion.sources that does`,
      );
    }
    return { source, customers: source.customers };
  }

  async #ask(
    source: CustomerSource,
    read: (context: SourceContext) => Promise<CustomersPage>,
  ): Promise<ListingAnswer> {
    const session = openSession({
      sessions: this.#sessions,
      source,
      deadlineMs: this.#deadlineMs,
    });
    const outcome = await session.ask(read);
    session.end();
    return outcome.ok
      ? { state: 'ok', ...outcome.value }
      : {
          state: 'unavailable',
          reason: outcome.reason,
          ...(outcome.retryAt && { retryAt: outcome.retryAt.toISOString() }),
        };
  }
}

function asAgreed<T>(check: () => T): T {
  try {
    return check();
  } catch {
    throw new SourceError('schema');
  }
}
