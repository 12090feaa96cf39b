import {
  SourceError,
  type CustomerSource,
  type LinkedAccount,
  type SourceContext,
  type SourceErrorReason,
} from '@customer-360/backstage-plugin-customer-360-node';
import { fakeSource } from '../../__testUtils__/fakeSource';
import type { Instance } from './Instance';
import { versionedData } from './versionedData';

/** Two that go stale together, and one by itself. */
export const VERSIONED_FACETS = ['invoices', 'payments', 'tickets'] as const;
export type VersionedFacet = (typeof VERSIONED_FACETS)[number];

export const SOURCE_OF = {
  invoices: 'billing',
  payments: 'billing',
  tickets: 'desk',
} as const satisfies Record<VersionedFacet, string>;

export const CUSTOMERS = ['acme', 'other'] as const;

/** A version is a number that only grows, told apart by customer and facet. */
export type Versions = ReadonlyMap<string, number>;

export function versionKey(customer: string, facet: VersionedFacet): string {
  return `${customer}/${facet}`;
}

/** Told of every read that reaches a source. */
export interface SourceWitness {
  /** @returns to be called when the read ends, however it does */
  onSourceRead(instance: Instance, facet: VersionedFacet): () => void;
}

interface HeldAnswer {
  readonly instance: Instance;
  answer(failure?: SourceErrorReason): void;
}

/**
 * The truth: what is at the sources, by version. A source answers with what was
 * true when it was asked, however late its answer comes: that is the hardest
 * for whoever caches it, and what the order of readings is built on.
 */
export class VersionedSources {
  readonly #witness: SourceWitness;
  readonly #versions = new Map<string, number>();
  readonly #holding = new Set<VersionedFacet>();
  readonly #held: HeldAnswer[] = [];

  constructor(options: { witness: SourceWitness }) {
    this.#witness = options.witness;
  }

  write(customer: string, facets: readonly VersionedFacet[]): void {
    for (const facet of facets) {
      this.#versions.set(
        versionKey(customer, facet),
        this.version(customer, facet) + 1,
      );
    }
  }

  version(customer: string, facet: VersionedFacet): number {
    return this.#versions.get(versionKey(customer, facet)) ?? 1;
  }

  hold(facets: readonly VersionedFacet[], held: boolean): void {
    for (const facet of facets) {
      if (held) {
        this.#holding.add(facet);
      } else {
        this.#holding.delete(facet);
      }
    }
  }

  /**
   * Lets go of one held answer, or of all: what was asked for, or a failure
   * instead.
   */
  answer(pick?: number, failure?: SourceErrorReason): void {
    const held =
      pick === undefined
        ? [...this.#held]
        : this.#held.slice(pick % this.#held.length).slice(0, 1);
    held.forEach(it => it.answer(failure));
  }

  /** Nobody listens any more to what was asked by a killed instance. */
  forget(instance: Instance): void {
    const left = this.#held.filter(held => held.instance !== instance);
    this.#held.splice(0, this.#held.length, ...left);
  }

  /** The way of one instance to the sources. */
  of(instance: Instance): CustomerSource[] {
    const reader = <F extends VersionedFacet>(facet: F) => ({
      read: (account: LinkedAccount, { signal }: SourceContext) =>
        this.#read(instance, facet, account, signal),
    });
    return [
      fakeSource('billing', {
        invoices: reader('invoices'),
        payments: reader('payments'),
      }),
      fakeSource('desk', { tickets: reader('tickets') }),
    ];
  }

  async #read<F extends VersionedFacet>(
    instance: Instance,
    facet: F,
    account: LinkedAccount,
    signal: AbortSignal,
  ) {
    const customer = account.id.slice(account.id.indexOf('_') + 1);
    const reading = versionedData(
      facet,
      customer,
      this.version(customer, facet),
    );
    const end = this.#witness.onSourceRead(instance, facet);
    try {
      if (this.#holding.has(facet)) {
        await this.#letGo(instance, signal);
      }
      return reading;
    } finally {
      end();
    }
  }

  #letGo(instance: Instance, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const held: HeldAnswer = {
        instance,
        answer: failure => {
          this.#held.splice(this.#held.indexOf(held), 1);
          if (failure) {
            reject(new SourceError(failure));
          } else {
            resolve();
          }
        },
      };
      this.#held.push(held);
      signal.addEventListener('abort', () => {
        if (this.#held.includes(held)) {
          held.answer('timeout');
        }
      });
    });
  }
}
