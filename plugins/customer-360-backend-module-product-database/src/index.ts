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
  productDatabaseOptionsSchema,
  readProductDatabaseConfig,
  type ProductDatabaseConfig,
  type ProductDatabaseOptions,
} from './config/readProductDatabaseConfig';
export { productDatabaseModule as default } from './module';
