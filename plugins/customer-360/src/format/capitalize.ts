/** A word of the catalog for reading: "enterprise" is "Enterprise". @internal */
export function capitalize(word: string): string {
  return word === '' ? '' : word[0].toLocaleUpperCase() + word.slice(1);
}
