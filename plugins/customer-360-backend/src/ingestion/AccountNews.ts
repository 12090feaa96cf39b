/**
 * Tells whoever brings customers into the catalog that a source named accounts,
 * new ones too. It is a hint: what is lost is found when the source is next
 * asked for what changed.
 */
export interface AccountNews {
  /** Returns when it was told, and does not reject. */
  tell(source: string, accounts: readonly string[]): Promise<void>;
}
