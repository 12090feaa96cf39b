import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { isCustomerRule } from '@customer-360/backstage-plugin-customer-360-node';
import { CustomerEntityProvider } from './ingestion/CustomerEntityProvider';
import { HttpCustomerListing } from './ingestion/HttpCustomerListing';
import { readIngestionConfig } from './ingestion/IngestionConfig';
import { PortalIngestionNotice } from './ingestion/IngestionNotice';
import { CatalogPeopleByEmail } from './ingestion/PeopleByEmail';
import { startIngestion } from './ingestion/startIngestion';
import { CustomerEntityProcessor } from './processor/CustomerEntityProcessor';
import { countCustomers } from './stall/countCustomers';
import { ProcessingPulse } from './stall/ProcessingPulse';
import { readStallConfig } from './stall/readStallConfig';
import { PortalStallNotice } from './stall/StallNotice';
import { StallWatch } from './stall/StallWatch';

/**
 * Adds the Customer kind to the catalog, and the rule that a policy needs to
 * name customers one by one.
 *
 * @public
 */
export const catalogModuleCustomer360 = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'customer-360',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        cache: coreServices.cache,
        catalog: catalogProcessingExtensionPoint,
        client: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        logger: coreServices.logger,
        notifications: notificationService,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
      },
      async init(deps) {
        const { auth, cache, catalog, client, logger, notifications } = deps;
        const { notify, stalledAfterMs } = readStallConfig(deps.config);
        const pulse = new ProcessingPulse({ cache });
        catalog.addProcessor(
          new CustomerEntityProcessor({ onProcessed: () => pulse.beat() }),
        );
        const config = readIngestionConfig(deps.config);
        if (config) {
          catalog.addEntityProvider(
            new CustomerEntityProvider(connection =>
              startIngestion(connection, {
                ...deps,
                config,
                listing: new HttpCustomerListing(deps),
                notice: new PortalIngestionNotice({
                  notifications,
                  recipients: notify,
                }),
                people: new CatalogPeopleByEmail({ catalog: client, auth }),
              }),
            ),
          );
        }
        deps.permissionsRegistry.addPermissionRules([isCustomerRule]);
        const watch = new StallWatch({
          pulse,
          countCustomers: async () =>
            countCustomers(client, await auth.getOwnServiceCredentials()),
          notice: new PortalStallNotice({ notifications, recipients: notify }),
          logger,
          stalledAfterMs,
        });
        await deps.scheduler.scheduleTask({
          id: 'customer-360-stall-watch',
          frequency: { minutes: 5 },
          timeout: { minutes: 1 },
          initialDelay: { minutes: 5 },
          fn: () => watch.check(),
        });
      },
    });
  },
});
