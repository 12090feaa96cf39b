import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import { migrateInTurn } from '@customer-360/backstage-plugin-customer-360-node';
import type { Knex } from 'knex';

export const migrationsDirectory = resolvePackagePath(
  '@customer-360/backstage-plugin-customer-360-backend',
  'migrations',
);

/** Brings the plugin's database up to date, unless the adopter does that. */
export async function applyMigrations(
  database: DatabaseService,
  knex: Knex,
): Promise<void> {
  if (!database.migrations?.skip) {
    await migrateInTurn(knex, { directory: migrationsDirectory });
  }
}
