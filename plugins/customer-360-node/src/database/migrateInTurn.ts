import type { Knex } from 'knex';

/** Any two numbers that nobody else takes: locks of this kind have no names. */
const LOCK = [360, 1];

/**
 * Brings a database up to date where several instances may start at the same
 * time: one after the other. Knex guards itself by a row that it first has to
 * make, and makes twice where two meet; from then on it takes the row for locked.
 * That is mended as well.
 *
 * @throws Error where a migration fails; then none of them was applied
 * @public
 */
export async function migrateInTurn(
  knex: Knex,
  config: Knex.MigratorConfig,
): Promise<void> {
  if (knex.client.config.client !== 'pg') {
    // A database that one process has to itself.
    await knex.migrate.latest(config);
    return;
  }
  await knex.transaction(async tx => {
    await tx.raw('select pg_advisory_xact_lock(?, ?)', LOCK);
    const lockTable = `${config.tableName ?? 'knex_migrations'}_lock`;
    if (await tx.schema.hasTable(lockTable)) {
      await tx(lockTable)
        .whereNot('index', tx(lockTable).min('index'))
        .delete();
    }
    await tx.migrate.latest(config);
  });
}
