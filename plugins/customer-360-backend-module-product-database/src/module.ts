import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { customer360SourcesExtensionPoint } from '@customer-360/backstage-plugin-customer-360-node';
import { readProductDatabaseConfig } from './config/ProductDatabaseConfig';
import { createProductDatabaseSource } from './createProductDatabaseSource';

/** How long the check of the mapping may take at start, per source. */
const VERIFY_MS = 30_000;

/** Adds every product database of `customer360.sources`. @public */
export const customer360ModuleProductDatabase = createBackendModule({
  pluginId: 'customer-360',
  moduleId: 'source-product-database',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        sources: customer360SourcesExtensionPoint,
      },
      async init({ config, logger, sources }) {
        for (const sourceConfig of readProductDatabaseConfig(config)) {
          const source = createProductDatabaseSource(sourceConfig, { logger });
          sources.addSource(source);
          // Beside the start: a database that is down must not hold it up.
          void source.verify(AbortSignal.timeout(VERIFY_MS));
        }
      },
    });
  },
});
