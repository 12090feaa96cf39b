import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';

export interface LedgerKey {
  /** Stands in each row that it signed. */
  readonly id: string;
  readonly secret: Buffer;
}

/**
 * The keys of the ledger, which are kept outside the database: who owns that
 * can change a row, but not sign it. The first signs, all of them verify, so
 * that a key can be replaced.
 */
export class LedgerKeys {
  readonly #keys: ReadonlyMap<string, KeyObject>;
  /** Of all keys, the one that signs first. */
  readonly ids: readonly string[];
  /** Id of the key that signs. */
  readonly current: string;

  /**
   * @throws Error where there is none
   */
  constructor(keys: readonly LedgerKey[]) {
    if (keys.length === 0) {
      throw new Error('The ledger needs a key');
    }
    this.#keys = new Map(
      keys.map(({ id, secret }) => [id, createSecretKey(secret)]),
    );
    this.ids = keys.map(({ id }) => id);
    this.current = keys[0].id;
  }

  /**
   * HMAC-SHA256 over the hash before and the text.
   *
   * @returns base64url; undefined where there is no such key
   */
  sign(keyId: string, previous: string, text: string): string | undefined {
    const secret = this.#keys.get(keyId);
    return (
      secret &&
      createHmac('sha256', secret)
        .update(`${previous}\n${text}`)
        .digest('base64url')
    );
  }
}
