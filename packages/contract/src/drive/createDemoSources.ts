import { join } from 'node:path';
import type { Config } from '@backstage/config';
import { ConfigSources, FileConfigSource } from '@backstage/config-loader';
import {
  createHubspotSource,
  readHubspotConfig,
} from '@customer-360/backstage-plugin-customer-360-backend-module-hubspot';
import {
  createProductDatabaseSource,
  readProductDatabaseConfig,
} from '@customer-360/backstage-plugin-customer-360-backend-module-product-database';
import {
  createStripeSource,
  readStripeConfig,
} from '@customer-360/backstage-plugin-customer-360-backend-module-stripe';
import {
  createZendeskSource,
  readZendeskConfig,
} from '@customer-360/backstage-plugin-customer-360-backend-module-zendesk';
import type { CustomerSource } from '@customer-360/backstage-plugin-customer-360-node';
import { projectRoot } from './projectRoot';

type Logger = Parameters<typeof createProductDatabaseSource>[1]['logger'];

/** What goes wrong belongs on the terminal; the rest is noise here. */
const printing: Logger = {
  error: message => console.error(message),
  warn: message => console.warn(message),
  info: () => {},
  debug: () => {},
  child: () => printing,
};

/** Where the demo's configuration has to look for the simulated systems. */
export interface DemoSystems {
  /** Base address by vendor. */
  vendors: Record<string, string>;
  /** Folder that holds `sandbox/product.sqlite`. */
  dataDir: string;
}

/**
 * The demo's own sources, from the demo's own configuration: what is compared
 * is what people run.
 *
 * @throws Error when `app-config.yaml` is not what the modules want
 */
export async function createDemoSources(
  systems: DemoSystems,
): Promise<CustomerSource[]> {
  const config = await readDemoConfig(systems);
  return [
    ...readStripeConfig(config).map(createStripeSource),
    ...readHubspotConfig(config).map(createHubspotSource),
    ...readZendeskConfig(config).map(createZendeskSource),
    ...readProductDatabaseConfig(config).map(source =>
      createProductDatabaseSource(source, { logger: printing }),
    ),
  ];
}

/** `app-config.yaml` alone: neither local files nor the environment count. */
async function readDemoConfig({
  vendors,
  dataDir,
}: DemoSystems): Promise<Config> {
  const values = new Map<string, string | undefined>([
    ['CUSTOMER_360_STRIPE_URL', vendors.stripe],
    ['CUSTOMER_360_HUBSPOT_URL', vendors.hubspot],
    ['CUSTOMER_360_ZENDESK_URL', vendors.zendesk],
    ['CUSTOMER_360_DATA_DIR', dataDir],
  ]);
  const config = await ConfigSources.toConfig(
    FileConfigSource.create({
      path: join(projectRoot(), 'app-config.yaml'),
      watch: false,
      substitutionFunc: async name => values.get(name),
    }),
  );
  config.close();
  return config;
}
