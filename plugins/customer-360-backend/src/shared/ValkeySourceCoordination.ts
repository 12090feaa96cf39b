import type {
  SourceCoordination,
  SourceCoordinationKey,
} from '@customer-360/backstage-plugin-customer-360-node';
import { randomUUID } from 'node:crypto';
import { BriefPatience } from './BriefPatience';
import type { ValkeyConnection } from './ValkeyConnection';

const BEAT_MS = 5_000;
/** An instance that has not been heard of for this long is gone. */
const GONE_MS = 3 * BEAT_MS;

// A later end replaces an earlier one. KEYS: hold; ARGV: milliseconds from now.
const HOLD = `
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[1]) then
  redis.call('SET', KEYS[1], '1', 'PX', ARGV[1])
end`;

// Spaces calls evenly by the server's clock, a second's worth of them let
// through at once. KEYS: when the next may begin; ARGV: milliseconds between two.
const RESERVE = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local gap = tonumber(ARGV[1])
local at = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), now - 1000 + gap)
redis.call('SET', KEYS[1], tostring(at + gap), 'PX', math.ceil(at + gap - now) + 1000)
return tostring(math.max(0, at - now))`;

// KEYS: instances by when they were last heard of; ARGV: own id, milliseconds.
const BEAT = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZADD', KEYS[1], now, ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - tonumber(ARGV[2]))
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return redis.call('ZCARD', KEYS[1])`;

/**
 * What instances tell each other about sources, in Valkey or Redis. Times are
 * shared as what is left of them, so that hosts need not agree on the time.
 */
export class ValkeySourceCoordination implements SourceCoordination {
  readonly #connection: ValkeyConnection;
  readonly #prefix: string;
  readonly #patience = new BriefPatience();
  readonly #id = randomUUID();
  readonly #heart: NodeJS.Timeout;
  #instances = 1;

  constructor(options: {
    connection: ValkeyConnection;
    installationId: string;
  }) {
    this.#connection = options.connection;
    this.#prefix = `c360:${options.installationId}:`;
    this.#connection.client.on('ready', () => void this.#beat());
    this.#heart = setInterval(() => void this.#beat(), BEAT_MS).unref();
  }

  heldUntil(key: SourceCoordinationKey): Promise<number | undefined> {
    return this.#patience.ask<number | undefined>(
      async () => {
        const left = await this.#connection.client.pttl(this.#of(key, 'hold'));
        return left > 0 ? Date.now() + left : undefined;
      },
      () => undefined,
    );
  }

  async hold(key: SourceCoordinationKey, untilMs: number): Promise<void> {
    const left = Math.ceil(untilMs - Date.now());
    if (left > 0) {
      await this.#ask(HOLD, this.#of(key, 'hold'), [left]);
    }
  }

  async reserve(
    key: SourceCoordinationKey,
    perSecond: number,
  ): Promise<number | undefined> {
    const wait = await this.#ask(RESERVE, this.#of(key, 'rate'), [
      1000 / perSecond,
    ]);
    return wait === undefined ? undefined : Number(String(wait));
  }

  /** As many as were there when the store last answered. */
  instances(): number {
    return this.#instances;
  }

  close(): void {
    clearInterval(this.#heart);
  }

  async #beat(): Promise<void> {
    const count = await this.#ask(BEAT, `${this.#prefix}instances`, [
      this.#id,
      GONE_MS,
    ]);
    if (typeof count === 'number') {
      this.#instances = Math.max(1, count);
    }
  }

  #ask(
    script: string,
    key: string,
    args: Array<string | number>,
  ): Promise<unknown> {
    return this.#patience.ask<unknown>(
      () => this.#connection.run(script, [key], args),
      () => undefined,
    );
  }

  #of({ source, credentialScope }: SourceCoordinationKey, what: string) {
    return `${this.#prefix}${credentialScope}:${source}:${what}`;
  }
}
