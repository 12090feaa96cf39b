import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { writeCatalogFile } from '../catalog/writeCatalogFile.ts';
import { createHubSpotVendor } from '../hubspot/createHubSpotVendor.ts';
import { createProductDatabase } from '../product-database/createProductDatabase.ts';
import { ProductChanges } from '../product-database/ProductChanges.ts';
import { createStripeVendor } from '../stripe/createStripeVendor.ts';
import { markWorld } from '../marks/markWorld.ts';
import { createWorld } from '../world/createWorld.ts';
import { createZendeskVendor } from '../zendesk/createZendeskVendor.ts';
import type { SatisfactionSystem } from '../zendesk/createZendeskVendor.ts';
import { Listings } from './changes/Listings.ts';
import { ReadLag } from './changes/ReadLag.ts';
import { createControlServer } from './controlApi.ts';
import { FaultBook } from './faults.ts';
import { close, listen, LOOPBACK } from './listen.ts';
import { Recorder } from './Recorder.ts';
import { RequestStatistics } from './RequestStatistics.ts';
import { SandboxClock } from './SandboxClock.ts';
import type { VendorContext } from './types.ts';
import { VendorServer } from './VendorServer.ts';
import { Webhooks } from './webhooks/Webhooks.ts';

/**
 * How large the world is, and where it stands.
 *
 * @public
 */
export interface SandboxOptions {
  /** 200 without it. */
  readonly customers?: number;
  /** 42 without it. */
  readonly seed?: number;
  /**
   * The day the world is made for, `YYYY-MM-DD`; the day it is without it. The
   * sandbox's clock starts on that day too.
   */
  readonly today?: string;
  /** Port of the control API, the vendors on the next three; 0 takes free ones. */
  readonly port: number;
  /** Folder of the catalog file and the product database; made when missing. */
  readonly dataDir: string;
  /** URL of a PostgreSQL database to keep the product database in. */
  readonly postgres?: string;
  /** Name of the catalog file in `dataDir`; `customers.yaml` without it. */
  readonly catalogFile?: string;
  /**
   * Puts a value that is nowhere else into every field that somebody may have to
   * be kept from; the control API tells them.
   */
  readonly marked?: boolean;
  /** `legacy` without it. */
  readonly zendeskSatisfaction?: SatisfactionSystem;
  /**
   * Base URL of a portal's backend on this machine: every vendor's events go to
   * `<base>/api/customer-360/v1/webhooks/<vendor>` from the start.
   */
  readonly webhooks?: string;
}

/**
 * Where the product database is, in the words of a knex connection.
 *
 * @public
 */
export type ProductDatabaseLocation =
  | { readonly client: 'better-sqlite3'; readonly filename: string }
  | { readonly client: 'pg'; readonly connectionString: string };

/**
 * A sandbox that listens.
 *
 * @public
 */
export interface Sandbox {
  /** URL of the control API. */
  readonly control: string;
  readonly stripe: string;
  readonly hubspot: string;
  readonly zendesk: string;
  readonly productDatabase: ProductDatabaseLocation;
  /** Absolute path of the catalog file. */
  readonly catalogFile: string;
  stop(): Promise<void>;
}

const DAY_MS = 86_400_000;

/**
 * Starts the vendors and the control API on 127.0.0.1.
 *
 * @throws PortUnavailableError when a port is taken; nothing is left listening.
 * @throws RangeError when the size or the day is out of bounds.
 * @public
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const clock = new SandboxClock();
  if (options.today !== undefined) {
    clock.set(onDay(options.today, clock.now()));
  }
  const plain = createWorld({
    seed: options.seed ?? 42,
    size: options.customers ?? 200,
    today: options.today ?? clock.now().toISOString().slice(0, 10),
  });
  const marked = options.marked ? markWorld(plain) : undefined;
  const world = marked?.world ?? plain;
  const limits = { enabled: true };
  const webhooks = new Webhooks();
  const lags = new Map<string, ReadLag>();
  const listings = new Listings();
  const contextOf = (vendor: string): VendorContext => {
    const lag = new ReadLag();
    lags.set(vendor, lag);
    return {
      now: () => clock.now(),
      limitsEnabled: () => limits.enabled,
      lag,
      lists: index => listings.shows(vendor, index),
      emit: event => webhooks.emit(vendor, event),
      isUndelivered: eventId => webhooks.isUndelivered(vendor, eventId),
    };
  };
  const around = {
    now: () => clock.now(),
    faults: new FaultBook(),
    statistics: new RequestStatistics(),
    recorder: new Recorder(),
  };
  const portOf = (place: number) =>
    options.port === 0 ? 0 : options.port + place;
  const stripe = new VendorServer(
    createStripeVendor(world, contextOf('stripe')),
    portOf(1),
    around,
  );
  const hubspot = new VendorServer(
    createHubSpotVendor(world, contextOf('hubspot')),
    portOf(2),
    around,
  );
  const zendesk = new VendorServer(
    createZendeskVendor(world, contextOf('zendesk'), {
      satisfaction: options.zendeskSatisfaction,
    }),
    portOf(3),
    around,
  );
  const servers = [stripe, hubspot, zendesk];
  for (const { vendor } of servers) {
    webhooks.register(vendor);
    if (options.webhooks !== undefined) {
      webhooks.subscribe(vendor.id, {
        url: webhookUrl(options.webhooks, vendor.id),
      });
    }
  }
  const dataDir = resolve(options.dataDir);
  const catalogFile = join(dataDir, options.catalogFile ?? 'customers.yaml');
  const productDatabase: ProductDatabaseLocation =
    options.postgres === undefined
      ? { client: 'better-sqlite3', filename: join(dataDir, 'product.sqlite') }
      : { client: 'pg', connectionString: options.postgres };
  const product = new ProductChanges(productDatabase);
  const readiness = { ready: false };
  const control = createControlServer({
    world,
    marks: marked?.marks,
    vendors: new Map(servers.map(server => [server.vendor.id, server])),
    clock,
    limits,
    readiness,
    productDatabase,
    product,
    webhooks,
    lags,
    listings,
    ...around,
  });
  const stop = async () => {
    webhooks.stop();
    await Promise.all([
      product.close(),
      close(control),
      ...servers.map(server => server.stop()),
    ]);
  };
  try {
    const port = await listen(control, 'the control API', portOf(0));
    for (const server of servers) {
      await server.start();
    }
    mkdirSync(dataDir, { recursive: true });
    writeCatalogFile(world, catalogFile);
    await createProductDatabase({
      world,
      marked: options.marked,
      ...productDatabase,
    });
    for (const { vendor } of servers) {
      await vendor.ready?.();
    }
    readiness.ready = true;
    return {
      control: `http://${LOOPBACK}:${port}`,
      stripe: stripe.url,
      hubspot: hubspot.url,
      zendesk: zendesk.url,
      productDatabase,
      catalogFile,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Where a portal takes a vendor's webhooks. */
function webhookUrl(base: string, vendor: string): string {
  return `${base.replace(/\/+$/, '')}/api/customer-360/v1/webhooks/${vendor}`;
}

/** The time it is, on another day. */
function onDay(day: string, now: Date): Date {
  const midnight = Date.parse(`${day.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(midnight)) {
    throw new RangeError(`Not a day: ${day}`);
  }
  return new Date(midnight + (now.getTime() % DAY_MS));
}
