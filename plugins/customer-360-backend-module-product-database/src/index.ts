/**
 * Customer 360 source: the company's own product database.
 *
 * @packageDocumentation
 */
export {
  createProductDatabaseSource,
  type ProductDatabaseSource,
} from './createProductDatabaseSource';
export {
  productDatabaseConfigSchema,
  readProductDatabaseConfig,
  type ProductDatabaseConfig,
} from './config/ProductDatabaseConfig';
export { customer360ModuleProductDatabase as default } from './module';
