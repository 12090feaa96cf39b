import assert from 'node:assert/strict';
import {
  PostgresServer,
  RedisServer,
  startPortal,
  TcpFaultProxy,
  type Portal,
  type PortalOptions,
  type PostgresServerOptions,
} from 'rig';
import { PluginFront } from './PluginFront.ts';
import { ScriptedVendor } from './ScriptedVendor.ts';

/** As `portalOptionsSchema` of the proving ground says. */
export interface FaultPortalOptions extends PortalOptions {
  readonly vendorUrls?: Readonly<Record<string, string>>;
  readonly namedCustomers?: ReadonlyArray<{ name: string; account: string }>;
  readonly readItems?: boolean;
  readonly clockOffsetMs?: number;
  readonly disturb?: boolean;
}

interface Watched {
  readonly portal: Portal;
  /** Lines that say that something went past everybody. */
  readonly alarms: string[];
  /** True where the test itself ends it. */
  mayEnd: boolean;
}

const ALARM = /unhandled|uncaught/i;

/** Servers, wires and portals of one test file. */
export class Ground {
  readonly vendor: ScriptedVendor;
  readonly redis: RedisServer;
  readonly postgres: PostgresServer;
  readonly #ends: Array<() => Promise<unknown>> = [];
  readonly #watched: Watched[] = [];

  private constructor(
    vendor: ScriptedVendor,
    redis: RedisServer,
    postgres: PostgresServer,
  ) {
    this.vendor = vendor;
    this.redis = redis;
    this.postgres = postgres;
    this.#ends.push(
      () => vendor.stop(),
      () => redis.stop(),
      () => postgres.stop(),
    );
  }

  static async start(postgres: PostgresServerOptions = {}): Promise<Ground> {
    return new Ground(
      ...(await Promise.all([
        ScriptedVendor.start(),
        RedisServer.start(),
        PostgresServer.start({ maxConnections: 200, ...postgres }),
      ])),
    );
  }

  /** A wire that can break, to whatever listens on the port. */
  async wire(port: number): Promise<TcpFaultProxy> {
    const proxy = await TcpFaultProxy.start({
      target: { host: '127.0.0.1', port },
    });
    this.#ends.push(() => proxy.close());
    return proxy;
  }

  /** What stands before a plugin of a portal, which may start later. */
  async front(portalPort: number): Promise<PluginFront> {
    const front = await PluginFront.start(portalPort);
    this.#ends.push(() => front.stop());
    return front;
  }

  /**
   * On PostgreSQL and Redis, with the scripted vendor, unless it says otherwise.
   *
   * @param env - beside this process's own
   */
  async portal(
    options: Partial<FaultPortalOptions> & Pick<PortalOptions, 'sources'>,
    env: Record<string, string> = {},
  ): Promise<Portal> {
    const all: FaultPortalOptions = {
      vendorUrl: this.vendor.url,
      postgresUrl: this.postgres.url('postgres'),
      valkeyUrl: this.redis.url,
      people: 2,
      disturb: true,
      ...options,
    };
    const portal = await startPortal(all, env);
    this.#ends.push(() => portal.stop());
    const alarms = portal.process.lines.filter(line => ALARM.test(line));
    portal.process.onLine(line => {
      if (ALARM.test(line)) {
        alarms.push(line);
      }
    });
    this.#watched.push({ portal, alarms, mayEnd: false });
    return portal;
  }

  /** What else has to end, before what was started earlier. */
  onEnd(end: () => Promise<unknown>): void {
    this.#ends.push(end);
  }

  /** This portal is ended by the test. */
  letEnd(portal: Portal): void {
    for (const watched of this.#watched) {
      watched.mayEnd ||= watched.portal === portal;
    }
  }

  /** Every portal runs, and nothing went past everybody in any of them. */
  assertWell(): void {
    for (const { alarms, mayEnd, portal } of this.#watched) {
      assert.ok(
        mayEnd || portal.process.running,
        `the portal has ended:\n${portal.process.lines.slice(-20).join('\n')}`,
      );
      assert.deepEqual(alarms, [], 'the portal said');
    }
  }

  async end(): Promise<void> {
    for (const end of this.#ends.reverse()) {
      await end().catch(() => undefined);
    }
  }
}
