import { createHmac, timingSafeEqual } from 'node:crypto';

/** How a vendor writes the 32 bytes of an HMAC-SHA256. @public */
export type SignatureEncoding = 'hex' | 'base64';

/** More than a vendor sends while one of its keys replaces another. */
const MAX_SIGNATURES = 10;

const WRITTEN: Readonly<Record<SignatureEncoding, RegExp>> = {
  hex: /^[0-9a-f]{64}$/i,
  base64: /^[A-Za-z0-9+/]{43}=$/,
};

/**
 * True when one of the signatures is the HMAC-SHA256 of what was signed with
 * one of the secrets. Every secret is tried on every signature, each in constant
 * time; what is not 32 bytes in this encoding is never compared.
 *
 * @param signed - what the vendor puts one after the other; bytes stay bytes
 * @public
 */
export function isSignedWith(
  secrets: readonly string[],
  delivery: {
    readonly signed: ReadonlyArray<string | Buffer>;
    readonly signatures: readonly string[];
    readonly encoding: SignatureEncoding;
  },
): boolean {
  const { signed, signatures, encoding } = delivery;
  const given = signatures
    .slice(0, MAX_SIGNATURES)
    .filter(signature => WRITTEN[encoding].test(signature))
    .map(signature => Buffer.from(signature, encoding));
  let matches = 0;
  // With an empty key anybody can sign.
  for (const secret of secrets.filter(each => each !== '')) {
    const hmac = createHmac('sha256', secret);
    for (const part of signed) {
      hmac.update(part);
    }
    const expected = hmac.digest();
    for (const signature of given) {
      matches += timingSafeEqual(expected, signature) ? 1 : 0;
    }
  }
  return matches > 0;
}
