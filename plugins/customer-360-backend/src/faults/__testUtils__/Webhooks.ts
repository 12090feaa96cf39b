import type { Instance } from './Instance';
import type { Move } from './Move';
import {
  CUSTOMERS,
  SOURCE_OF,
  VERSIONED_FACETS,
  versionKey,
  type VersionedFacet,
  type VersionedSources,
  type Versions,
} from './VersionedSources';

interface Webhook {
  readonly customer: string;
  readonly facets: readonly VersionedFacet[];
}

/** Tells instances of changes at the sources: late, twice, or not at all. */
export class Webhooks {
  readonly #truth: VersionedSources;
  readonly #onAcknowledged: (versions: Versions) => void;
  readonly #onError: (error: unknown) => void;
  /** The newest first. */
  readonly #sent: Webhook[] = [];

  constructor(options: {
    truth: VersionedSources;
    onAcknowledged: (versions: Versions) => void;
    onError: (error: unknown) => void;
  }) {
    this.#truth = options.truth;
    this.#onAcknowledged = options.onAcknowledged;
    this.#onError = options.onError;
  }

  write(customer: string, facets: readonly VersionedFacet[]): void {
    this.#truth.write(customer, facets);
    this.#sent.unshift({ customer, facets });
  }

  deliver(
    instance: Instance,
    { pick, says, fate }: Extract<Move, { kind: 'webhook' }>,
  ): void {
    if (this.#sent.length === 0) {
      return;
    }
    const index = pick % this.#sent.length;
    const webhook = this.#sent[index];
    if (fate !== 'again') {
      this.#sent.splice(index, 1);
    }
    if (fate !== 'lost') {
      void this.#acknowledge(instance, webhook, says);
    }
  }

  /** Says that everything may have changed. */
  async deliverAll(instance: Instance): Promise<void> {
    for (const customer of CUSTOMERS) {
      await this.#acknowledge(
        instance,
        { customer, facets: VERSIONED_FACETS },
        'customer',
      );
    }
  }

  async #acknowledge(
    instance: Instance,
    { customer, facets }: Webhook,
    says: 'facets' | 'source' | 'customer',
  ): Promise<void> {
    const source = SOURCE_OF[facets[0]];
    const concerned = VERSIONED_FACETS.filter(
      facet =>
        says === 'customer' ||
        (says === 'source'
          ? SOURCE_OF[facet] === source
          : // Invoices and payments go stale together.
            facets.some(it => SOURCE_OF[it] === SOURCE_OF[facet])),
    );
    // All that is so by now, whatever the webhook was sent for: a reading that
    // is current afterwards was begun afterwards.
    const versions = new Map(
      concerned.map(facet => [
        versionKey(customer, facet),
        this.#truth.version(customer, facet),
      ]),
    );
    try {
      await instance.services.invalidations.acknowledge({
        customerRef: `customer:default/${customer}`,
        ...(says === 'facets' && { facets }),
        ...(says === 'source' && { source }),
      });
      this.#onAcknowledged(versions);
    } catch (error) {
      this.#onError(error);
    }
  }
}
