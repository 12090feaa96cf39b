/**
 * The Customer kind for the Backstage catalog.
 *
 * @packageDocumentation
 */
export { CustomerEntityProcessor } from './processor/CustomerEntityProcessor';
export { catalogModuleCustomer360 as default } from './module';
