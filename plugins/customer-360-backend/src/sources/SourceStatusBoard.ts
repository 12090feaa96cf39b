import type { SourceErrorReason } from '@customer-360/backstage-plugin-customer-360-node';

/** What is known of a source since this process started. */
export interface SourceStatus {
  /** ISO 8601 UTC. */
  readonly lastSuccessAt?: string;
  readonly lastFailureAt?: string;
  /** Class of the latest failure; absent once a read has gone well again. */
  readonly failing?: SourceErrorReason;
}

/** Notes how reads of each source end. Holds nothing of a customer. */
export class SourceStatusBoard {
  readonly #now: () => number;
  readonly #statuses = new Map<string, SourceStatus>();

  constructor(options: { now: () => number }) {
    this.#now = options.now;
  }

  succeeded(sourceId: string): void {
    this.#statuses.set(sourceId, {
      ...this.#statuses.get(sourceId),
      lastSuccessAt: this.#instant(),
      failing: undefined,
    });
  }

  failed(sourceId: string, reason: SourceErrorReason): void {
    // That one customer's id is gone there says nothing of the source.
    if (reason === 'not_found') {
      return;
    }
    this.#statuses.set(sourceId, {
      ...this.#statuses.get(sourceId),
      lastFailureAt: this.#instant(),
      failing: reason,
    });
  }

  of(sourceId: string): SourceStatus {
    return this.#statuses.get(sourceId) ?? {};
  }

  #instant(): string {
    return new Date(this.#now()).toISOString();
  }
}
