/**
 * The Customer 360 service.
 *
 * @packageDocumentation
 */
export { customer360Plugin as default } from './plugin';
