import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import { migrateInTurn } from '@customer-360/backstage-plugin-customer-360-node';
import type { Knex } from 'knex';

/**
 * In the catalog's database, beside the catalog's own migrations.
 */
export async function applyListingMigrations(
  database: Pick<DatabaseService, 'migrations'>,
  knex: Knex,
): Promise<void> {
  if (!database.migrations?.skip) {
    await migrateInTurn(knex, {
      directory: resolvePackagePath(
        '@customer-360/backstage-plugin-catalog-backend-module-customer-360',
        'migrations',
      ),
      tableName: 'customer_360_ingestion_knex_migrations',
    });
  }
}
