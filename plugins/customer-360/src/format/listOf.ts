/** "tickets, ratings, and notes". @internal */
export function listOf(words: readonly string[]): string {
  return new Intl.ListFormat(undefined, { type: 'conjunction' }).format(words);
}
