/** When somebody looked, from the ledger. */
export interface LastLooks {
  /**
   * The last time that the page of a customer was shown to somebody with their
   * own eyes, up to an instant.
   *
   * @param before - milliseconds since 1970; included
   * @returns milliseconds since 1970; undefined for whom they never opened, or
   *   not as long as it is remembered
   */
  of(
    userRef: string,
    customerRef: string,
    before: number,
  ): Promise<number | undefined>;
}
