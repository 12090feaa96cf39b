import { untilAborted } from '../resilience/abort';
import type { SourceContext } from './SourceContext';
import { SourceError, type SourceErrorReason } from './SourceError';

/** @public */
export interface AccessToken {
  readonly token: string;
  /** Where the vendor says so; a token without is kept until it is refused. */
  readonly expiresAt?: Date;
}

/** What a renewal is given: never more than one is under way. @public */
export type AccessTokenContext = Pick<SourceContext, 'http' | 'signal'>;

interface Held {
  readonly token: string;
  /** When a new one is fetched while this one still serves. */
  readonly renewAt: number;
  readonly usableUntil: number;
}

/** A renewal ends by itself, whoever waits for it. */
const RENEWAL_MS = 10_000;
const LONGEST_HEAD_START_MS = 60_000;
/** A clock that is off must not make every call renew. */
const SHORTEST_LIFE_MS = 10_000;
/** For so long a failed renewal is the answer to all. */
const FAILURE_MEMORY_MS = 5_000;
const OWN_REASONS: ReadonlySet<SourceErrorReason> = new Set([
  'timeout',
  'network',
  'upstream',
  'rate_limited',
]);

/**
 * Keeps the short-lived access token of a source. However many calls need one,
 * one renewal is under way; a failed one is remembered for some seconds. Give it
 * to `http.json` or `http.fetchFor` as `auth`, once per source and credential.
 *
 * `renew` runs apart from the call that needed it: under its own deadline,
 * breaker and rate limit. It must use the `http` and `signal` that it is given,
 * without `auth`, and may say `readOnly` of its POST, since asking twice does no
 * harm with the grants below.
 *
 * Each instance of the installation keeps a token of its own. A grant that
 * rotates refresh tokens is therefore not supported: several instances would
 * invalidate each other's. Use client credentials or a JWT bearer assertion.
 *
 * @public
 */
export class AccessTokenKeeper {
  readonly #renew: (context: AccessTokenContext) => Promise<AccessToken>;
  readonly #clock: () => number;
  #held?: Held;
  #renewal?: Promise<string>;
  #failure?: { readonly error: SourceError; readonly until: number };
  #lastReplaced = -Infinity;

  /**
   * @param renew - asks the vendor for a new token
   * @param clock - for tests; milliseconds since the epoch
   */
  constructor(
    renew: (context: AccessTokenContext) => Promise<AccessToken>,
    clock: () => number = () => Date.now(),
  ) {
    this.#renew = renew;
    this.#clock = clock;
  }

  /**
   * A token that should be accepted now. A little before it expires a new one is
   * fetched, and nobody waits for that.
   *
   * @throws SourceError `auth` when none can be had, or `timeout`, `network`,
   *   `upstream`, `rate_limited` where that is why
   */
  async token(context: AccessTokenContext): Promise<string> {
    const now = this.#clock();
    const held = this.#held;
    if (!held || now >= held.usableUntil) {
      return this.#renewed(context);
    }
    if (now >= held.renewAt && !this.#rememberedFailure()) {
      this.#begin(context).catch(() => undefined);
    }
    return held.token;
  }

  /**
   * A token in place of one that the vendor refused with 401. Who is first with
   * it starts the renewal, the others join.
   *
   * @throws SourceError as `token` does; `auth` when a token that has just
   *   replaced another is refused too: then the token is not what is wrong
   */
  async replace(
    badToken: string,
    context: AccessTokenContext,
  ): Promise<string> {
    if (this.#held?.token === badToken) {
      const now = this.#clock();
      if (!this.#renewal && now - this.#lastReplaced < FAILURE_MEMORY_MS) {
        throw new SourceError('auth');
      }
      this.#lastReplaced = now;
      this.#held = undefined;
    }
    return this.token(context);
  }

  async #renewed(context: AccessTokenContext): Promise<string> {
    const failure = this.#rememberedFailure();
    if (failure) {
      throw failure;
    }
    const renewal = this.#begin(context);
    try {
      return await untilAborted(renewal, context.signal);
    } catch (error) {
      throw SourceError.is(error) ? error : new SourceError('timeout');
    }
  }

  #rememberedFailure(): SourceError | undefined {
    return this.#failure && this.#clock() < this.#failure.until
      ? this.#failure.error
      : undefined;
  }

  /** Starts a renewal, or joins the one under way. */
  #begin(context: AccessTokenContext): Promise<string> {
    if (!this.#renewal) {
      const renewal = this.#fetch(context).finally(() => {
        this.#renewal = undefined;
      });
      // Those who waited for it may be gone when it fails.
      renewal.catch(() => undefined);
      this.#renewal = renewal;
    }
    return this.#renewal;
  }

  async #fetch({ http }: AccessTokenContext): Promise<string> {
    // The caller may leave; what it has begun serves the others.
    const signal = AbortSignal.timeout(RENEWAL_MS);
    try {
      const answer = await untilAborted(
        (async () =>
          this.#renew({ http: http.detached?.(signal) ?? http, signal }))(),
        signal,
      );
      this.#held = this.#accept(answer);
      this.#failure = undefined;
      return this.#held.token;
    } catch (error) {
      const failure = failureOf(error, signal);
      this.#failure = {
        error: failure,
        until: this.#clock() + FAILURE_MEMORY_MS,
      };
      throw failure;
    }
  }

  #accept({ token, expiresAt }: AccessToken): Held {
    // Anything else could not stand in a header, and the error that says so
    // would quote it.
    if (typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token)) {
      throw new SourceError('auth');
    }
    const now = this.#clock();
    const expiry = expiresAt?.getTime() ?? NaN;
    if (Number.isNaN(expiry)) {
      return { token, renewAt: Infinity, usableUntil: Infinity };
    }
    const life = Math.max(SHORTEST_LIFE_MS, expiry - now);
    const headStart = Math.min(LONGEST_HEAD_START_MS, life / 5);
    return {
      token,
      renewAt: now + life - headStart,
      usableUntil: now + life,
    };
  }
}

function failureOf(error: unknown, signal: AbortSignal): SourceError {
  if (SourceError.is(error) && OWN_REASONS.has(error.reason)) {
    return new SourceError(error.reason, { retryAt: error.retryAt });
  }
  return new SourceError(signal.aborted ? 'timeout' : 'auth');
}
