import { setTimeout as wait } from 'node:timers/promises';

/**
 * Whether a registry tells of known weaknesses: `offers`, or why nothing was
 * heard of any. One that says that it has no such thing is another case than
 * one that fails; one that cannot be reached from here may be reached by its
 * client through a mirror that has none.
 *
 * @internal
 */
export type Advisories =
  | { readonly state: 'offers' }
  | {
      readonly state: 'none' | 'failing' | 'unreachable';
      readonly why: string;
    };

const ENDPOINT = '/-/npm/v1/security/advisories/bulk';
const WAIT_MS = 10_000;
const PAUSE_MS = 2_000;
const TRIES = 3;
const NO_ANSWER = 'no answer';
/** Not found, method not allowed, not implemented. */
const HAS_NONE: ReadonlySet<number> = new Set([404, 405, 501]);

/** @internal */
export async function askForAdvisories(
  registry: string,
  pauseMs: number = PAUSE_MS,
): Promise<Advisories> {
  let why: string = NO_ANSWER;
  for (let tried = 0; tried < TRIES; tried += 1) {
    if (tried > 0) {
      await wait(pauseMs);
    }
    try {
      const { ok, status } = await fetch(`${registry}${ENDPOINT}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
        signal: AbortSignal.timeout(WAIT_MS),
      });
      if (ok) {
        return { state: 'offers' };
      }
      why = `status ${status}`;
      if (HAS_NONE.has(status)) {
        return { state: 'none', why };
      }
    } catch {
      // Tried again.
    }
  }
  return { state: why === NO_ANSWER ? 'unreachable' : 'failing', why };
}
