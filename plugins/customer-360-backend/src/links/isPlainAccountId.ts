/**
 * Whether an id can be written into an annotation, a path and a database: no
 * comma, no white space, no control characters.
 */
export function isPlainAccountId(id: string): boolean {
  return /^[^,\s\p{Cc}]{1,255}$/u.test(id);
}
