import type { WebhookRefusal } from '@customer-360/backstage-plugin-customer-360-node';

export type RefusalCounts = Readonly<Record<WebhookRefusal, number>>;

const NONE: RefusalCounts = {
  signature: 0,
  too_old: 0,
  malformed: 0,
  other_account: 0,
};

/** Counts deliveries that were not taken, since this process started. */
export class RefusalBoard {
  readonly #counts = new Map<string, RefusalCounts>();

  /** @returns how many there are now of this reason */
  note(sourceId: string, reason: WebhookRefusal): number {
    const known = this.of(sourceId);
    const count = known[reason] + 1;
    this.#counts.set(sourceId, { ...known, [reason]: count });
    return count;
  }

  of(sourceId: string): RefusalCounts {
    return this.#counts.get(sourceId) ?? NONE;
  }
}
