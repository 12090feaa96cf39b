import type { Entity } from '@backstage/catalog-model';
import {
  allLinkedIds,
  customerDomain,
  LOOKUP_KINDS,
  type FacetId,
} from '@customer-360/backstage-plugin-customer-360-common';
import {
  SourceError,
  SourceTransport,
  type CustomerSource,
  type LinkedAccount,
  type SourceContext,
} from '@customer-360/backstage-plugin-customer-360-node';
import { FoundKeys } from './FoundKeys';

const DEADLINE_MS = 60_000;

/** Asks one source for all it can give, and keeps what it could not. */
export class SourceDriver {
  /** What could not be read or found, one line each. */
  readonly failures: string[] = [];
  readonly #keys = new FoundKeys();
  readonly #source: CustomerSource;
  readonly #transport: SourceTransport;

  constructor(source: CustomerSource) {
    this.#source = source;
    this.#transport = new SourceTransport(source);
  }

  /** Every facet of every account of a customer, and its candidates. */
  async readCustomer(entity: Entity): Promise<void> {
    const context = this.#context();
    const customer = {
      ref: `customer:default/${entity.metadata.name}`,
      title: entity.metadata.title ?? entity.metadata.name,
      domain: customerDomain(entity),
    };
    for (const id of allLinkedIds(entity).get(this.#source.id) ?? []) {
      this.#keys.add('account', id);
      for (const facet of Object.keys(this.#source.facets) as FacetId[]) {
        await this.#attempt(`${facet} of ${customer.title}`, () =>
          this.#readWhole(facet, { id, customer }, context),
        );
      }
    }
    await this.#attempt(`candidates for ${customer.title}`, async () => {
      await this.#source.link?.candidates(customer, context);
    });
  }

  /** Every lookup there is, with what this source itself gave away. */
  async lookUp(): Promise<void> {
    const context = this.#context();
    for (const kind of LOOKUP_KINDS) {
      for (const value of this.#keys.of(kind)) {
        await this.#attempt(`lookup by ${kind} ${value}`, async () => {
          const found = await this.#source.lookup?.[kind]?.(value, context);
          if (found?.length === 0) {
            throw new Error('finds nothing, although it was just read there');
          }
        });
      }
    }
  }

  /** The first two pages of all that is read of many customers at once. */
  async readInBulk(): Promise<void> {
    const context = this.#context();
    for (const bulk of this.#source.bulk ?? []) {
      await this.#attempt(`${bulk.id} in bulk`, async () => {
        const { cursor, last } = await bulk.page(undefined, context);
        if (!last) {
          await bulk.page(cursor, context);
        }
      });
    }
  }

  async close(): Promise<void> {
    await this.#transport.close();
    await this.#source.close?.();
  }

  #context(): SourceContext {
    return this.#transport.context({
      signal: AbortSignal.timeout(DEADLINE_MS),
      now: () => new Date(),
    });
  }

  /** The facet, and where it can be paged its first two pages. */
  async #readWhole<F extends FacetId>(
    facet: F,
    account: LinkedAccount,
    context: SourceContext,
  ): Promise<void> {
    const reader = this.#source.facets[facet];
    const reading = await reader?.read(account, context);
    if (reading) {
      this.#keys.addReading(facet, reading.data);
    }
    const first = await reader?.page?.(account, { limit: 5 }, context);
    if (first?.nextCursor) {
      await reader?.page?.(
        account,
        { cursor: first.nextCursor, limit: 5 },
        context,
      );
    }
  }

  async #attempt(what: string, fn: () => Promise<void>): Promise<void> {
    try {
      await fn();
    } catch (error) {
      const reason = SourceError.is(error) ? error.reason : String(error);
      this.failures.push(`${this.#source.id}: ${what}: ${reason}`);
    }
  }
}
