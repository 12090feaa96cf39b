import {
  PostgresServer,
  RedisServer,
  startFakeVendorProcess,
  startPortal,
  type FakeVendorProcess,
  type Portal,
  type PortalOptions,
} from 'rig';

/** Servers of one benchmark: started when they are asked for, ended after it. */
export class Ground {
  readonly #ends: Array<() => Promise<unknown>> = [];
  #vendor?: Promise<FakeVendorProcess>;
  #postgres?: Promise<PostgresServer>;
  #redis?: Promise<RedisServer>;

  vendor(): Promise<FakeVendorProcess> {
    this.#vendor ??= this.#keep(startFakeVendorProcess());
    return this.#vendor;
  }

  postgres(): Promise<PostgresServer> {
    this.#postgres ??= this.#keep(
      PostgresServer.start({ maxConnections: 300 }),
    );
    return this.#postgres;
  }

  redis(): Promise<RedisServer> {
    this.#redis ??= this.#keep(RedisServer.start());
    return this.#redis;
  }

  /** On PostgreSQL and Redis, with the fake vendor, unless it says otherwise. */
  async portal(
    options: Partial<PortalOptions> & Pick<PortalOptions, 'sources'>,
  ): Promise<Portal> {
    const [vendor, postgres, redis] = await Promise.all([
      this.vendor(),
      this.postgres(),
      this.redis(),
    ]);
    return this.#keep(
      startPortal({
        vendorUrl: vendor.url,
        postgresUrl: postgres.url('postgres'),
        valkeyUrl: redis.url,
        ...options,
      }),
    );
  }

  async end(): Promise<void> {
    for (const end of this.#ends.reverse()) {
      await end().catch(() => undefined);
    }
  }

  async #keep<T extends { stop(): Promise<unknown> }>(
    started: Promise<T>,
  ): Promise<T> {
    const it = await started;
    this.#ends.push(() => it.stop());
    return it;
  }
}
