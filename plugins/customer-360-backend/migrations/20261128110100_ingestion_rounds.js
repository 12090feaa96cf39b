// @ts-check

/**
 * How the latest listing of customers of each source ended, as the catalog told.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('c360_ingestion_rounds', table => {
    table.comment('How bringing customers into the catalog goes');
    table.string('source', 63).primary();
    table.string('ended_at', 24).notNullable().comment('ISO 8601 UTC');
    table.integer('listed').notNullable().comment('Accounts at the source');
    table.integer('customers').notNullable().comment('In the catalog');
    table
      .integer('kept')
      .notNullable()
      .comment('Customers who would have left, where that was refused');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('c360_ingestion_rounds');
};
