/**
 * The Customer kind as a catalog model layer, which is alpha in Backstage.
 *
 * @packageDocumentation
 */
export { customerEntityModel } from './model/customerEntityModel';
