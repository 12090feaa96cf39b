/**
 * Explains the ready-made policy of Customer 360 by its roles.
 *
 * @packageDocumentation
 */
export { customer360ModuleRoles as default } from './module';
