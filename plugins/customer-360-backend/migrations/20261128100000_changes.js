// @ts-check

/**
 * What has been made worthless is gone through in the order in which it was, and
 * who has been looked at is remembered: once a day each customer, and again
 * those of whom a change could not be read.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('c360_generations', table => {
    table.index(
      ['bumped_at', 'customer_ref', 'scope'],
      'c360_generations_by_time',
    );
  });
  await knex.schema.createTable('c360_customer_looks', table => {
    table.comment('When customers were looked at last, and who is to be again');
    table.string('customer_ref', 255).primary();
    table
      .string('looked_at', 24)
      .nullable()
      .comment('When it was its turn of the day. ISO 8601 UTC');
    table
      .string('again_at', 24)
      .nullable()
      .comment('Null where nothing is left to be read. ISO 8601 UTC');
    table
      .text('again')
      .nullable()
      .comment('JSON: scopes that could not be read');
    table.integer('attempts').notNullable().defaultTo(0);
    table.index(['again_at'], 'c360_customer_looks_due');
    table.index(['looked_at'], 'c360_customer_looks_age');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('c360_customer_looks');
  await knex.schema.alterTable('c360_generations', table => {
    table.dropIndex(
      ['bumped_at', 'customer_ref', 'scope'],
      'c360_generations_by_time',
    );
  });
};
