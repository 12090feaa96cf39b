/**
 * Customer 360 source: Zendesk.
 *
 * @packageDocumentation
 */
export {
  zendeskConfigSchema,
  readZendeskConfig,
  type ZendeskAuth,
  type ZendeskConfig,
} from './config/ZendeskConfig';
export { createZendeskSource } from './createZendeskSource';
export { customer360ModuleZendesk as default } from './module';
