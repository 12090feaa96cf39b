/**
 * Customer 360 source: HubSpot.
 *
 * @packageDocumentation
 */
export { default } from './module';
export * from './config/HubspotConfig';
export * from './createHubspotSource';
