/**
 * The page of a customer for Backstage: new frontend system.
 *
 * @packageDocumentation
 */
export { customer360Plugin as default } from './plugin';
export * from './api';
export * from './messages';
export { customersRouteRef, customerBySourceRouteRef } from './routes';
