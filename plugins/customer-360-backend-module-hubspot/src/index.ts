/**
 * Customer 360 source: HubSpot.
 *
 * @packageDocumentation
 */
export {
  hubspotConfigSchema,
  readHubspotConfig,
  type HubspotConfig,
} from './config/HubspotConfig';
export { createHubspotSource } from './createHubspotSource';
export { customer360ModuleHubspot as default } from './module';
