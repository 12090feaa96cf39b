import { randomUUID } from 'node:crypto';
import type { SharedReadings } from '../../shared/SharedReadings';
import { ValkeyConnection } from '../../shared/ValkeyConnection';
import { ValkeySharedReadings } from '../../shared/ValkeySharedReadings';
import type { ModelStore } from './ModelStore';

// What the model's time is ahead of the server's is taken from every lifetime.
// KEYS: all; ARGV: milliseconds.
const PASS = `
for i, key in ipairs(KEYS) do
  local left = redis.call('PTTL', key)
  if left >= 0 then
    left = left - tonumber(ARGV[1])
    if left > 0 then
      redis.call('PEXPIRE', key, left)
    else
      redis.call('DEL', key)
    end
  end
end`;

/** Knows what was written over it, so that it can be taken away again. */
export class WatchedConnection extends ValkeyConnection {
  readonly keys = new Set<string>();

  async run(
    ...[script, keys, args]: Parameters<ValkeyConnection['run']>
  ): Promise<unknown> {
    keys.forEach(key => this.keys.add(key));
    return super.run(script, keys, args);
  }
}

/** A real server, in which time goes by as it does in the model. */
export class RedisStore implements ModelStore {
  readonly readings: SharedReadings;
  readonly #connection: WatchedConnection;
  #old = new Map<string, { dump: Buffer; until: number }>();
  #setAt = realNow();

  constructor(options: { connection: WatchedConnection }) {
    this.#connection = options.connection;
    this.#connection.keys.clear();
    this.readings = new ValkeySharedReadings({
      connection: options.connection,
      installationId: randomUUID(),
      now: () => Date.now(),
    });
  }

  async flush(): Promise<void> {
    const { client, keys } = this.#connection;
    if (keys.size > 0) {
      await client.del(...keys);
    }
  }

  async remember(): Promise<void> {
    const { client, keys } = this.#connection;
    this.#old = new Map();
    for (const key of [...keys].filter(it => !it.endsWith(':turn'))) {
      const [dump, left] = await Promise.all([
        client.dumpBuffer(key),
        client.pttl(key),
      ]);
      if (dump && left > 0) {
        this.#old.set(key, { dump, until: Date.now() + left });
      }
    }
  }

  async comeBackOld(): Promise<void> {
    await this.flush();
    for (const [key, { dump, until }] of this.#old) {
      if (until > Date.now()) {
        await this.#connection.client.restore(key, until - Date.now(), dump);
      }
    }
  }

  async passed(ms: number): Promise<void> {
    const { keys } = this.#connection;
    const now = realNow();
    // The server's own time goes on as well, and does not count.
    const ahead = Math.round(ms - (now - this.#setAt));
    this.#setAt = now;
    if (keys.size > 0 && ahead !== 0) {
      await this.#connection.run(PASS, [...keys], [ahead]);
    }
  }

  close(): Promise<void> {
    return this.flush();
  }
}

function realNow(): number {
  return Number(process.hrtime.bigint() / 1_000_000n);
}
