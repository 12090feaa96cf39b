import type { FacetId } from '@customer-360/backstage-plugin-customer-360-common';
import type { Observation, ObservationStore } from './ObservationStore';

/** Tells of whom something else is kept than before. */
export class ToldObservationStore implements ObservationStore {
  readonly #store: ObservationStore;
  readonly #told: (customerRef: string) => Promise<void>;

  constructor(options: {
    store: ObservationStore;
    /** What it does must not fail because of us, nor we because of it. */
    told: (customerRef: string) => Promise<void>;
  }) {
    this.#store = options.store;
    this.#told = options.told;
  }

  async keep(
    customerRef: string,
    observations: readonly Observation[],
  ): Promise<number> {
    const kept = await this.#store.keep(customerRef, observations);
    if (kept > 0) {
      await this.#told(customerRef);
    }
    return kept;
  }

  async erase(customerRef: string): Promise<number> {
    const erased = await this.#store.erase(customerRef);
    await this.#told(customerRef);
    return erased;
  }

  latestIn(
    customerRef: string,
    span: { from: string; to: string },
  ): Promise<Observation[]> {
    return this.#store.latestIn(customerRef, span);
  }

  milestones(
    customerRef: string,
    wanted: Parameters<ObservationStore['milestones']>[1],
  ): Promise<Observation[]> {
    return this.#store.milestones(customerRef, wanted);
  }

  latestOf(
    customerRefs: readonly string[],
    wanted: Parameters<ObservationStore['latestOf']>[1],
  ): Promise<ReadonlyMap<string, Observation[]>> {
    return this.#store.latestOf(customerRefs, wanted);
  }

  observedSince(customerRef: string): Promise<ReadonlyMap<FacetId, string>> {
    return this.#store.observedSince(customerRef);
  }

  count(customerRef: string): Promise<number> {
    return this.#store.count(customerRef);
  }

  deleteBefore(
    options: Parameters<ObservationStore['deleteBefore']>[0],
  ): Promise<number> {
    return this.#store.deleteBefore(options);
  }
}
