import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  customer360SourcesExtensionPoint,
  readSourcesConfig,
} from '@customer-360/backstage-plugin-customer-360-node';
import { zendeskConfigSchema } from './config/ZendeskConfig';
import { createZendeskSource } from './createZendeskSource';

/** Every `customer360.sources` entry of type `zendesk`. @public */
export default createBackendModule({
  pluginId: 'customer-360',
  moduleId: 'source-zendesk',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        sources: customer360SourcesExtensionPoint,
      },
      async init({ config, sources }) {
        for (const entry of readSourcesConfig(
          config,
          'zendesk',
          zendeskConfigSchema,
        )) {
          sources.addSource(createZendeskSource(entry));
        }
      },
    });
  },
});
