import './shiftClock';
import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { createCustomer360Plugin } from '@customer-360/backstage-plugin-customer-360-backend/src/plugin';
import { anchorRoutes } from '../anchors/anchorRoutes';
import { Companies } from '../listing/Companies';
import { listingPlugin } from '../listing/listingPlugin';
import { countingMetrics } from './CountingMetrics';
import { customersModule } from './customersModule';
import { CatalogChanges } from './CatalogChanges';
import { disturbancePlugin } from './disturbancePlugin';
import { fixedCatalog } from './fixedCatalog';
import { headerSignIn } from './headerSignIn';
import { hurriedScheduler } from './hurriedScheduler';
import { plainLogger } from './plainLogger';
import { portalConfig } from './portalConfig';
import { portalOptionsSchema, type PortalOptions } from './PortalOptions';
import { sourcesModule } from './sourcesModule';
import { usagePlugin } from './usagePlugin';

/** A portal with fake sources, told in PORTAL_OPTIONS what it is to be. */
async function main(): Promise<void> {
  const options = portalOptionsSchema.parse(
    JSON.parse(process.env.PORTAL_OPTIONS ?? '{}'),
  );
  const backend = createBackend();
  backend.add(
    createServiceFactory({
      service: coreServices.rootConfig,
      deps: {},
      factory: () => new ConfigReader(portalConfig(options)),
    }),
  );
  backend.add(countingMetrics);
  const changes = new CatalogChanges();
  if (options.hurried.length > 0) {
    backend.add(hurriedScheduler(options.hurried));
  }
  if (options.alone) {
    backend.add(plainLogger);
    backend.add(fixedCatalog(options));
  } else {
    addPortal(backend, options, changes);
  }
  backend.add(
    createCustomer360Plugin({
      decisionsKeptMs: options.decisionsKeptMs,
      beside: parts => anchorRoutes(parts, options),
    }),
  );
  const companies =
    options.listing === undefined
      ? undefined
      : new Companies({ listed: options.listing, people: options.people });
  backend.add(sourcesModule(options, companies));
  backend.add(usagePlugin);
  if (options.whole) {
    backend.add(import('@backstage/plugin-search-backend'));
    backend.add(import('@backstage/plugin-search-backend-module-pg'));
    backend.add(
      import(
        '@customer-360/backstage-plugin-search-backend-module-customer-360'
      ),
    );
    backend.add(import('@backstage/plugin-notifications-backend'));
  }
  if (companies && options.postgresUrl) {
    backend.add(listingPlugin(companies, changes, options.postgresUrl));
  }
  if (options.disturb) {
    backend.add(disturbancePlugin(changes));
  }
  await backend.start();
  process.stdout.write(`\nready ${options.port}\n`);
}

/** What stands beside the plugin in every portal. */
function addPortal(
  backend: ReturnType<typeof createBackend>,
  options: PortalOptions,
  changes: CatalogChanges,
): void {
  backend.add(import('@backstage/plugin-auth-backend'));
  backend.add(headerSignIn);
  backend.add(import('@backstage/plugin-permission-backend'));
  backend.add(
    import(
      '@customer-360/backstage-plugin-permission-backend-module-customer-360'
    ),
  );
  backend.add(import('@backstage/plugin-catalog-backend'));
  backend.add(
    import(
      '@customer-360/backstage-plugin-catalog-backend-module-customer-360'
    ),
  );
  backend.add(customersModule(options, changes));
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
