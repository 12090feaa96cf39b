import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { customer360SourcesExtensionPoint } from '@customer-360/backstage-plugin-customer-360-node';
import { readZendeskConfig } from './config/ZendeskConfig';
import { createZendeskSource } from './createZendeskSource';

/** Adds every Zendesk account of `customer360.sources`. @public */
export const customer360ModuleZendesk = createBackendModule({
  pluginId: 'customer-360',
  moduleId: 'source-zendesk',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        sources: customer360SourcesExtensionPoint,
      },
      async init({ config, sources }) {
        for (const source of readZendeskConfig(config)) {
          sources.addSource(createZendeskSource(source));
        }
      },
    });
  },
});
