import './shiftClock';
import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { createCustomer360Plugin } from '@customer-360/backstage-plugin-customer-360-backend/src/plugin';
import { anchorRoutes } from '../anchors/anchorRoutes';
import { countingMetrics } from './CountingMetrics';
import { customersModule } from './customersModule';
import { CatalogChanges } from './CatalogChanges';
import { disturbancePlugin } from './disturbancePlugin';
import { headerSignIn } from './headerSignIn';
import { portalConfig } from './portalConfig';
import { portalOptionsSchema } from './PortalOptions';
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
  const changes = new CatalogChanges();
  backend.add(customersModule(options, changes));
  backend.add(
    createCustomer360Plugin({
      decisionsKeptMs: options.decisionsKeptMs,
      beside: parts => anchorRoutes(parts, options),
    }),
  );
  backend.add(sourcesModule(options));
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
  if (options.disturb) {
    backend.add(disturbancePlugin(changes));
  }
  await backend.start();
  process.stdout.write(`\nready ${options.port}\n`);
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
