import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  createCustomerSource,
  credentialScope,
  linkTemplate,
  type CustomerSource,
  type RecordLink,
  type SourceConfig,
} from '@customer-360/backstage-plugin-customer-360-node';
import type { ProductDatabaseConfig } from './config/ProductDatabaseConfig';
import { productBulk } from './bulk/productBulk';
import { createCustomers } from './customers/createCustomers';
import { createReadOnlyDatabase } from './database/createReadOnlyDatabase';
import { productFacets } from './facets/productFacets';
import { createLinker } from './finding/createLinker';
import { createLookup } from './finding/createLookup';
import { QueryMapping } from './mapping/QueryMapping';

/** A source whose mapping can be checked before anybody reads from it. @public */
export interface ProductDatabaseSource extends CustomerSource {
  /** Logs every query that does not return what it should. Never throws. */
  verify(signal: AbortSignal): Promise<void>;
}

/**
 * The company's own product database, mapped by SQL in config.
 *
 * @throws Error when a link template is not allowed
 * @public
 */
export function createProductDatabaseSource(
  { id, title, transport, options }: SourceConfig<ProductDatabaseConfig>,
  { logger }: { logger: LoggerService },
): ProductDatabaseSource {
  const database = createReadOnlyDatabase(options);
  const mapping = new QueryMapping({
    sourceId: id,
    database,
    logger,
    config: options,
  });
  const { links } = options;
  const link = (template: string | undefined): RecordLink =>
    template === undefined
      ? () => undefined
      : linkTemplate(template, links?.allowedHosts ?? []);
  const facets = productFacets({
    source: id,
    mapping,
    fields: options.fields,
    accountLink: link(links?.account),
    userLink: link(links?.user),
  });
  const source = createCustomerSource({
    id,
    type: 'product-database',
    title: title ?? 'Product',
    credentialScope: credentialScope(
      options.client,
      JSON.stringify(options.connection),
      JSON.stringify(options.queries),
    ),
    facets,
    bulk: productBulk({ sourceId: id, mapping, facets, logger }),
    link: createLinker(mapping),
    customers: createCustomers(mapping),
    lookup: createLookup(mapping),
    transport: {
      // Each call holds a connection of our own small pool.
      maxConcurrent: options.poolMax,
      totalTimeoutMs: options.statementTimeoutMs,
      ...transport,
    },
    close: () => database.close(),
  });
  return { ...source, verify: signal => mapping.verifyAll(signal) };
}
