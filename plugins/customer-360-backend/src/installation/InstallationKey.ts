import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** What a key is used for: one secret never serves two purposes. */
export type KeyPurpose = 'alert' | 'cache' | 'cursor' | 'etag' | 'ledger';

/** Signs and hashes with a secret that all instances share. */
export class InstallationKey {
  readonly #keys: Readonly<Record<KeyPurpose, Buffer>>;

  constructor(secret: Buffer) {
    const derive = (purpose: KeyPurpose) =>
      Buffer.from(
        hkdfSync('sha256', secret, '', `customer-360/${purpose}`, 32),
      );
    this.#keys = {
      alert: derive('alert'),
      cache: derive('cache'),
      cursor: derive('cursor'),
      etag: derive('etag'),
      ledger: derive('ledger'),
    };
  }

  /** Tells this installation from others that use the same store. */
  get installationId(): string {
    return this.sign('cache', 'installation').slice(0, 16);
  }

  sign(purpose: KeyPurpose, text: string): string {
    return createHmac('sha256', this.#keys[purpose])
      .update(text)
      .digest('base64url');
  }

  verify(purpose: KeyPurpose, text: string, signature: string): boolean {
    const expected = Buffer.from(this.sign(purpose, text));
    const given = Buffer.from(signature);
    return expected.length === given.length && timingSafeEqual(expected, given);
  }
}
