import type { SectionId } from '../facets/sections';

/** How one section of the page was used. @public */
export interface SectionUsage {
  readonly section: SectionId;
  /**
   * Pages whose reader might see something of it, each time that they were
   * given out. Whether a source had anything is not recorded.
   */
  readonly shown: number;
  /**
   * Times that somebody went into it: opened the records of one of its facets,
   * or had one of them by name read again.
   */
  readonly opened: number;
  /**
   * Times that one of its facets was withheld, on a page or by itself, or that
   * an attempt at one of them was refused.
   */
  readonly denied: number;
}

/**
 * How the page is used, counted from the ledger. Counts only: no person and no
 * customer is named. Looks through the eyes of a role are not counted.
 *
 * @public
 */
export interface LedgerUsage {
  /** ISO 8601 UTC, inclusive. */
  readonly from: string;
  /** ISO 8601 UTC, exclusive. */
  readonly to: string;
  /** Different people who were shown a page or a part of one. */
  readonly people: number;
  /** Different customers of whom somebody was shown a page or a part of one. */
  readonly customers: number;
  /** Pages given out, by why: opened by somebody, or renewed while open. */
  readonly pages: {
    /** Somebody came to it. */
    readonly opened: number;
    /** An open page renewed what it shows by itself. */
    readonly refreshed: number;
    /** An open page was told of a change. */
    readonly pushed: number;
  };
  /** Those that a source fills, in the order of the page. */
  readonly sections: readonly SectionUsage[];
  /** Sections of which `opened` is 0. */
  readonly neverOpened: readonly SectionId[];
  /** Attempts of any kind that were refused as a whole. */
  readonly denied: number;
}
