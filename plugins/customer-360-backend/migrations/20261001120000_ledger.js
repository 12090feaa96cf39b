// @ts-check

/**
 * The ledger of who saw what. Rows are only ever added.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('c360_ledger', table => {
    table.comment('Who saw what of which customer; append-only');
    table.bigIncrements('seq').comment('Order in which rows were written');
    table.string('id', 36).notNullable().unique();
    table
      .string('recorded_at', 24)
      .notNullable()
      .comment('ISO 8601 UTC; text sorts the same on every database');
    table.string('request_kind', 16).notNullable();
    table.string('actor_ref', 255).notNullable();
    table.string('customer_ref', 255).nullable();
    table.text('facets').notNullable().comment('JSON: level by facet id');
    table.text('labels').notNullable().comment('JSON: labels held');
    table.text('detail').nullable().comment('JSON: our words and hashes only');
    table.index(['customer_ref', 'seq'], 'c360_ledger_customer_idx');
    table.index(['actor_ref', 'seq'], 'c360_ledger_actor_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('c360_ledger');
};
