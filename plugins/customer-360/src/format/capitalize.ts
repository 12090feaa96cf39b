/**
 * A word of the catalog for reading: "enterprise" is "Enterprise", and "smb",
 * which nobody could pronounce, is "SMB".
 *
 * @internal
 */
export function capitalize(word: string): string {
  if (/^[bcdfghj-np-tv-xz]{2,4}$/i.test(word)) {
    return word.toLocaleUpperCase();
  }
  return word === '' ? '' : word[0].toLocaleUpperCase() + word.slice(1);
}
