import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  customer360SourcesExtensionPoint,
  readSourcesConfig,
} from '@customer-360/backstage-plugin-customer-360-node';
import { hubspotConfigSchema } from './config/HubspotConfig';
import { createHubspotSource } from './createHubspotSource';

/** Every `customer360.sources` entry of type `hubspot`. @public */
export default createBackendModule({
  pluginId: 'customer-360',
  moduleId: 'source-hubspot',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        sources: customer360SourcesExtensionPoint,
      },
      async init({ config, sources }) {
        for (const entry of readSourcesConfig(
          config,
          'hubspot',
          hubspotConfigSchema,
        )) {
          sources.addSource(createHubspotSource(entry));
        }
      },
    });
  },
});
