import { SourceError } from '@customer-360/backstage-plugin-customer-360-node';
import type { HubspotRecord } from '../api/wire';

export const MODIFIED = 'hs_lastmodifieddate';

/** HubSpot's search sees a change some time after it was made. */
const OVERLAP_MS = 2 * 60_000;
/** HubSpot's search pages no further. */
const MAX_RESULTS = 10_000;
const PAGE = 100;

/** Where the search by last change goes on. @internal */
export class ChangesCursor {
  /** Milliseconds since 1970, as HubSpot's filter takes them. */
  readonly since: string;
  readonly after?: string;
  /** When the search began whose pages these are. */
  readonly begun: string;

  private constructor(since: string, begun: string, after?: string) {
    this.since = since;
    this.begun = begun;
    this.after = after;
  }

  static from(now: Date): ChangesCursor {
    const since = String(now.getTime() - OVERLAP_MS);
    return new ChangesCursor(since, '');
  }

  /** @throws SourceError `not_found` for one that is none of ours */
  static parse(text: string): ChangesCursor {
    const [, since, begun, after] =
      /^(\d{1,15}):(\d{0,15}):(\d{0,5})$/.exec(text) ?? [];
    if (since === undefined) {
      throw new SourceError('not_found');
    }
    return new ChangesCursor(since, begun, after || undefined);
  }

  next(
    results: readonly HubspotRecord[],
    after: string | undefined,
    now: Date,
  ): ChangesCursor {
    const begun = this.begun || String(now.getTime());
    if (after === undefined) {
      // As of the beginning: what changed meanwhile may have moved to a page
      // that was read already.
      return ChangesCursor.from(new Date(Number(begun)));
    }
    if (Number(after) + PAGE <= MAX_RESULTS) {
      return new ChangesCursor(this.since, begun, after);
    }
    const last = Date.parse(String(results.at(-1)?.properties[MODIFIED]));
    if (Number.isNaN(last)) {
      throw new SourceError('schema');
    }
    // Ten thousand with one stamp: the rest is left to the whole listing.
    const since = Math.max(last, Number(this.since) + 1);
    return new ChangesCursor(String(since), begun);
  }

  toString(): string {
    return `${this.since}:${this.begun}:${this.after ?? ''}`;
  }
}
