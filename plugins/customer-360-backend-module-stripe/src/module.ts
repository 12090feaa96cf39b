import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { customer360SourcesExtensionPoint } from '@customer-360/backstage-plugin-customer-360-node';
import { readStripeConfig } from './config/StripeConfig';
import { createStripeSource } from './createStripeSource';

/** Adds every Stripe account of `customer360.sources`. @public */
export const customer360ModuleStripe = createBackendModule({
  pluginId: 'customer-360',
  moduleId: 'source-stripe',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        sources: customer360SourcesExtensionPoint,
      },
      async init({ config, sources }) {
        for (const source of readStripeConfig(config)) {
          sources.addSource(createStripeSource(source));
        }
      },
    });
  },
});
