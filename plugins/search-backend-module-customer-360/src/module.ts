import {
  coreServices,
  createBackendModule,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { CustomerCollatorFactory } from './collator/CustomerCollatorFactory';

const SCHEDULE_KEY = 'search.collators.customer360.schedule';

const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 10 },
  timeout: { minutes: 15 },
  initialDelay: { seconds: 10 },
};

/**
 * Makes customers findable in search by name, domain and vendor id.
 *
 * @public
 */
export const searchModuleCustomer360 = createBackendModule({
  pluginId: 'search',
  moduleId: 'customer-360-collator',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        registry: searchIndexRegistryExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({ auth, catalog, config, registry, scheduler }) {
        const schedule = config.has(SCHEDULE_KEY)
          ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
              config.getConfig(SCHEDULE_KEY),
            )
          : DEFAULT_SCHEDULE;
        registry.addCollator({
          schedule: scheduler.createScheduledTaskRunner(schedule),
          factory: new CustomerCollatorFactory({ auth, catalog }),
        });
      },
    });
  },
});
