// @ts-check

/**
 * What the watches over the ledger remember, and how they find the few rows
 * about the ledger itself among those about people.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  // Of the few rows that it is about: the many pay nothing for it.
  await knex.raw(`create index c360_ledger_notes
    on c360_ledger (request_kind, recorded_at) where outcome = 'none'`);
  await knex.schema.createTable('c360_watermarks', table => {
    table.comment('Up to when each watch has looked at the ledger');
    table.string('name', 64).primary();
    table.string('reached', 24).notNullable().comment('ISO 8601 UTC');
  });
  await knex.schema.createTable('c360_policy_versions', table => {
    table.comment('Versions of the roles in config, as they came into use');
    table.integer('place').primary();
    table.string('version', 64).notNullable();
    table.string('since', 24).notNullable();
    table
      .boolean('recorded')
      .notNullable()
      .comment('Whether the ledger has its row');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('c360_policy_versions');
  await knex.schema.dropTable('c360_watermarks');
  await knex.raw('drop index c360_ledger_notes');
};
