/** A pseudonym that leads to somebody for whom no key of ours made it. */
export interface UnprovenName {
  readonly pseudonym: string;
  /** Somebody changed it, or the key that made it is not configured. */
  readonly problem: 'altered' | 'unknown_key';
}

/**
 * Who stands behind the pseudonyms of the ledger. The chain itself names nobody,
 * so that a person can be forgotten without a row being touched.
 */
export interface LedgerPeople {
  /** Always the same for a person, until they are forgotten. */
  pseudonymOf(userRef: string): Promise<string>;

  /** Undefined for who has been forgotten. */
  named(pseudonyms: readonly string[]): Promise<ReadonlyMap<string, string>>;

  /** All pseudonyms a person ever had that still lead to them. */
  pseudonymsOf(userRef: string): Promise<string[]>;

  /**
   * Names that were exchanged by who cannot make a pseudonym; at most so many.
   * One that is gone has been forgotten, and is nothing to find.
   */
  unproven(limit: number): Promise<UnprovenName[]>;

  /**
   * From then on their rows lead to nobody, also with the key of the ledger.
   *
   * @returns false where nobody of that name was known
   */
  forget(userRef: string): Promise<boolean>;
}
