/** What a row of the ledger says to a detector. */
export interface LedgerEvent {
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Null where the row is about nobody in particular. */
  readonly customer: string | null;
}

/** Where one person did more than they may without somebody being told. */
export interface Crossing {
  readonly at: number;
  /** The most within one window. */
  readonly count: number;
}

/** A rule over what one person did. No I/O. */
export interface Detector {
  readonly id: 'bulk_viewing' | 'repeated_denials';
  /** Whether it is about what was shown, or what was refused. */
  readonly outcome: 'shown' | 'denied';
  /** More than this many within the time are too many. */
  readonly threshold: number;
  readonly withinMs: number;
  /** So much time before a crossing has a say in it. */
  readonly lookBackMs: number;

  /**
   * The first time from `since` on that there are too many; what was too much
   * before has been seen before.
   *
   * @param events - of one person, in the order of time
   */
  find(events: readonly LedgerEvent[], since: number): Crossing | undefined;

  /** `opened 61 customers` */
  says(count: number): string;
}
