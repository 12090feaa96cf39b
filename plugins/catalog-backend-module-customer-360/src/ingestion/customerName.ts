import { createHash } from 'node:crypto';

/**
 * 16 letters of base 32 are 80 bits: among a million customers the odds that
 * any two have one name are about 1 in 2 * 10^12.
 */
const LETTERS = 16;
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/**
 * The name of a customer in the catalog, from nothing but the source's id and
 * its own: it says nothing of who it is, and is the same after a re-install and
 * after the customer was renamed. Pages, grants and the ledger go by it.
 */
export function customerName(sourceId: string, id: string): string {
  const hash = createHash('sha256').update(`${sourceId}\n${id}`).digest();
  let bits = 0n;
  for (const byte of hash.subarray(0, 10)) {
    bits = bits * 256n + BigInt(byte);
  }
  let letters = '';
  for (let at = 0; at < LETTERS; at++) {
    letters = ALPHABET[Number(bits % 32n)] + letters;
    bits /= 32n;
  }
  return `cus-${letters}`;
}
