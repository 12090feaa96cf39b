import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { customer360SourcesExtensionPoint } from '@customer-360/backstage-plugin-customer-360-node';
import { readHubspotConfig } from './config/HubspotConfig';
import { createHubspotSource } from './createHubspotSource';

/** Adds every HubSpot portal of `customer360.sources`. @public */
export const customer360ModuleHubspot = createBackendModule({
  pluginId: 'customer-360',
  moduleId: 'source-hubspot',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        sources: customer360SourcesExtensionPoint,
      },
      async init({ config, sources }) {
        for (const source of readHubspotConfig(config)) {
          sources.addSource(createHubspotSource(source));
        }
      },
    });
  },
});
