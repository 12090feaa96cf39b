import { UNAVAILABLE_REASONS } from '@customer-360/backstage-plugin-customer-360-common';
import type { SourceErrorReason } from '@customer-360/backstage-plugin-customer-360-node';
import type { PackedReading } from '../facets/PackedReading';
import { BriefPatience } from './BriefPatience';
import { decodeReading, encodeReading } from './encodeReading';
import {
  TURN_MS,
  type Claim,
  type SharedReadings,
  type SharedSlot,
  type Turn,
} from './SharedReadings';
import type { ValkeyConnection } from './ValkeyConnection';

/** Begins the mark that a failed read leaves in the place of its turn. */
const FAILED = '!';
const REASONS: ReadonlySet<string> = new Set([
  ...UNAVAILABLE_REASONS,
  'not_found',
  'no_access',
]);

// KEYS: reading, turn, reading, turn …; ARGV: token, milliseconds.
const CLAIM = `
local out = {}
for i = 1, #KEYS, 2 do
  local holder = false
  if not redis.call('SET', KEYS[i + 1], ARGV[1], 'NX', 'PX', ARGV[2]) then
    holder = redis.call('GET', KEYS[i + 1])
  end
  out[#out + 1] = holder or ''
  out[#out + 1] = redis.call('HGET', KEYS[i], 'v') or ''
end
return out`;

// KEYS: turns; ARGV: token, milliseconds.
const KEEP = `
for i, key in ipairs(KEYS) do
  if redis.call('GET', key) == ARGV[1] then
    redis.call('PEXPIRE', key, ARGV[2])
  end
end`;

// KEYS: turns; ARGV: token.
const RELEASE = `
for i, key in ipairs(KEYS) do
  if redis.call('GET', key) == ARGV[1] then
    redis.call('DEL', key)
  end
end`;

// A reading of a lower generation, or one begun earlier, overwrites nothing.
// KEYS: reading, turn; ARGV: generation, begun at, value, milliseconds, token.
const LAND = `
local known = redis.call('HMGET', KEYS[1], 'g', 't')
local g, t = tonumber(known[1]), tonumber(known[2])
if not g or g < tonumber(ARGV[1])
  or (g == tonumber(ARGV[1]) and t <= tonumber(ARGV[2])) then
  redis.call('HSET', KEYS[1], 'g', ARGV[1], 't', ARGV[2], 'v', ARGV[3])
  redis.call('PEXPIRE', KEYS[1], ARGV[4])
end
if redis.call('GET', KEYS[2]) == ARGV[5] then
  redis.call('DEL', KEYS[2])
end`;

// KEYS: reading, turn; ARGV: token, mark, milliseconds, generation to drop to.
const FAIL = `
if redis.call('GET', KEYS[2]) == ARGV[1] then
  redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[3])
end
local g = tonumber(redis.call('HGET', KEYS[1], 'g'))
if g and g <= tonumber(ARGV[4]) then
  redis.call('DEL', KEYS[1])
end`;

/** Keeps readings in Valkey or Redis, several instances on one. */
export class ValkeySharedReadings implements SharedReadings {
  readonly #connection: ValkeyConnection;
  readonly #prefix: string;
  readonly #now: () => number;
  readonly #patience: BriefPatience;

  constructor(options: {
    connection: ValkeyConnection;
    /** Tells installations that share a store apart. */
    installationId: string;
    now: () => number;
    onFailure?: () => void;
  }) {
    this.#connection = options.connection;
    this.#prefix = `c360:${options.installationId}:`;
    this.#now = options.now;
    this.#patience = new BriefPatience(options);
  }

  get(
    keys: readonly string[],
  ): Promise<ReadonlyArray<PackedReading | undefined>> {
    return this.#patience.ask(
      // One by one and not by MGET: pipelined it costs the same, and works
      // where the keys are spread over several servers.
      () =>
        Promise.all(
          keys.map(async key => {
            const value = await this.#connection.client.hgetBuffer(
              this.#prefix + key,
              'v',
            );
            return value ? decodeReading(value) : undefined;
          }),
        ),
      () => keys.map(() => undefined),
    );
  }

  claim(slots: readonly SharedSlot[], token: string): Promise<Claim[]> {
    return this.#patience.ask(
      async () => {
        const found = await this.#connection.run(
          CLAIM,
          slots.flatMap(slot => [this.#reading(slot), this.#turn(slot)]),
          [token, TURN_MS],
        );
        const values = found as Buffer[];
        return slots.map((_, i): Claim => {
          const reading = values[2 * i + 1];
          return {
            turn: toTurn(values[2 * i].toString('utf8')),
            reading:
              reading.byteLength > 0 ? decodeReading(reading) : undefined,
          };
        });
      },
      () => slots.map((): Claim => ({ turn: { kind: 'ours' } })),
    );
  }

  keep(slots: readonly SharedSlot[], token: string): Promise<void> {
    return this.#tell(
      KEEP,
      slots.map(slot => this.#turn(slot)),
      [token, TURN_MS],
    );
  }

  release(slots: readonly SharedSlot[], token: string): Promise<void> {
    return this.#tell(
      RELEASE,
      slots.map(slot => this.#turn(slot)),
      [token],
    );
  }

  land(slot: SharedSlot, token: string, reading: PackedReading): Promise<void> {
    return this.#tell(
      LAND,
      [this.#reading(slot), this.#turn(slot)],
      [
        reading.generation,
        reading.fetchedAt,
        encodeReading(reading),
        Math.max(1, Math.ceil(reading.usableUntil - this.#now())),
        token,
      ],
    );
  }

  fail(
    slot: SharedSlot,
    token: string,
    failure: { reason: SourceErrorReason; forMs: number; drop: boolean },
  ): Promise<void> {
    return this.#tell(
      FAIL,
      [this.#reading(slot), this.#turn(slot)],
      [
        token,
        `${FAILED}${failure.reason}`,
        Math.max(1, Math.ceil(failure.forMs)),
        failure.drop ? slot.generation : -1,
      ],
    );
  }

  state(): 'ok' | 'down' {
    if (this.#connection.ready && this.#patience.answering) {
      return 'ok';
    }
    // One that is frozen keeps its connection, so it is asked: who asks next is
    // told how that went, also where nobody reads anything meanwhile.
    void this.#patience.ask(
      () => this.#connection.client.ping(),
      () => undefined,
    );
    return 'down';
  }

  #tell(
    script: string,
    keys: string[],
    args: Array<string | number | Buffer>,
  ): Promise<void> {
    return keys.length === 0
      ? Promise.resolve()
      : this.#patience.ask(
          async () => {
            await this.#connection.run(script, keys, args);
          },
          () => {},
        );
  }

  #reading({ key }: SharedSlot): string {
    return this.#prefix + key;
  }

  #turn({ key, generation }: SharedSlot): string {
    return `${this.#prefix}${key}:${generation}:turn`;
  }
}

function toTurn(holder: string): Turn {
  if (holder === '') {
    return { kind: 'ours' };
  }
  const reason = holder.slice(FAILED.length);
  return holder.startsWith(FAILED) && REASONS.has(reason)
    ? { kind: 'failed', reason: reason as SourceErrorReason }
    : { kind: 'theirs' };
}
