import type { RecordAddress } from './VendorRecords.ts';

/** How often the vendor was asked since the start or the last reset. */
export interface VendorCalls {
  readonly total: number;
  readonly bySource: Readonly<Record<string, number>>;
  /** By `source/facet`. */
  readonly byFacet: Readonly<Record<string, number>>;
  /** By `source/account/facet/page`. */
  readonly byPage: Readonly<Record<string, number>>;
}

interface PageCount extends RecordAddress {
  readonly page: number;
  calls: number;
}

/** Counts calls; what it costs is paid by whoever asks for the counts. */
export class CallCounts {
  readonly #pages = new Map<string, PageCount>();

  count(address: RecordAddress, page: number): void {
    const { source, account, facet } = address;
    const key = `${source}/${account}/${facet}/${page}`;
    const known = this.#pages.get(key);
    if (known) {
      known.calls += 1;
    } else {
      this.#pages.set(key, { source, account, facet, page, calls: 1 });
    }
  }

  snapshot(): VendorCalls {
    const bySource: Record<string, number> = {};
    const byFacet: Record<string, number> = {};
    const byPage: Record<string, number> = {};
    let total = 0;
    for (const [key, { source, facet, calls }] of this.#pages) {
      const facetKey = `${source}/${facet}`;
      total += calls;
      bySource[source] = (bySource[source] ?? 0) + calls;
      byFacet[facetKey] = (byFacet[facetKey] ?? 0) + calls;
      byPage[key] = calls;
    }
    return { total, bySource, byFacet, byPage };
  }

  reset(): void {
    this.#pages.clear();
  }
}
