/**
 * Customer 360 source: Zendesk.
 *
 * @packageDocumentation
 */
export { default } from './module';
export * from './config/ZendeskConfig';
export * from './createZendeskSource';
