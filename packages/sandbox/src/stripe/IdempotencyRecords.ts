import type { VendorResponse } from '../server/types.ts';
import { StripeFault } from './StripeFault.ts';

const KEPT_MS = 24 * 3_600_000;
const LONGEST_KEY = 255;

interface Kept {
  readonly at: number;
  readonly fingerprint: string;
  readonly response: VendorResponse;
}

/** The first answer to a key is the answer to every later call with it. */
export class IdempotencyRecords {
  readonly #records = new Map<string, Kept>();

  /**
   * Runs once per key; a refused call leaves no trace, as at Stripe, where
   * nothing is kept before the execution of the call began.
   *
   * @throws StripeFault when the key was used with other parameters
   */
  run(
    key: string | undefined,
    fingerprint: string,
    now: Date,
    execute: () => VendorResponse,
  ): VendorResponse {
    if (key === undefined) return execute();
    if (key.length === 0 || key.length > LONGEST_KEY) {
      throw new StripeFault(
        400,
        `Idempotency keys must be between 1 and ${LONGEST_KEY} characters long.`,
        { type: 'idempotency_error' },
      );
    }
    const kept = this.#records.get(key);
    if (kept && now.getTime() - kept.at < KEPT_MS) {
      if (kept.fingerprint !== fingerprint) {
        throw new StripeFault(
          400,
          `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
          { type: 'idempotency_error' },
        );
      }
      return {
        ...kept.response,
        headers: { ...kept.response.headers, 'idempotent-replayed': 'true' },
      };
    }
    const response = execute();
    this.#records.set(key, { at: now.getTime(), fingerprint, response });
    return response;
  }
}
