/** Whose calls are counted together. @public */
export interface SourceCoordinationKey {
  /** Source id. */
  readonly source: string;
  /**
   * What the credential may see, as a hash: two sources with one credential at
   * a vendor share nothing here, two credentials of one source neither.
   */
  readonly credentialScope: string;
}

/**
 * What several instances of an installation tell each other about one source
 * and credential, so that a rate limit told to one is kept by all.
 *
 * The implementer promises that no method ever rejects or takes long. The
 * transport relies on neither: an answer that is later than 100 ms counts as
 * "nothing known", and each process then keeps the limits by itself.
 *
 * Times are of the caller's clock. Clocks of machines differ, so share what is
 * left of a time rather than its end.
 *
 * @public
 */
export interface SourceCoordination {
  /**
   * Until when the vendor asked for silence, in milliseconds since the epoch;
   * undefined where it did not, or nobody knows.
   */
  heldUntil(key: SourceCoordinationKey): Promise<number | undefined>;

  /** Tells all instances; an earlier time never shortens a later one. */
  hold(key: SourceCoordinationKey, untilMs: number): Promise<void>;

  /**
   * Takes one call's place under the vendor's rate, which all instances share.
   *
   * @returns milliseconds to wait before the call; undefined when nobody
   *   coordinates now, and each process then paces itself to its share
   */
  reserve(
    key: SourceCoordinationKey,
    perSecond: number,
  ): Promise<number | undefined>;

  /** How many instances were alive when last counted, at least 1. */
  instances(): number;
}
