import { createHash } from 'node:crypto';

/**
 * A short word for what a credential may see: part of every cache key, so that
 * what was read with one key is never served after it was exchanged for one
 * that sees less. It cannot be turned back into the credential.
 *
 * @param parts - everything that decides what is seen: key, account, host; the
 *   lengths go in too, so that `a, bc` and `ab, c` differ
 * @public
 */
export function credentialScope(...parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) {
    hash.update(`${Buffer.byteLength(part)}:`).update(part);
  }
  return hash.digest('hex').slice(0, 16);
}
