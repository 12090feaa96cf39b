// @ts-check

/**
 * What customers' entities say of their accounts, so that a change at an account
 * finds its customer without the catalog; and how many customers each source has.
 * Both are gathered again and again: losing them costs minutes.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('c360_annotated_accounts', table => {
    table.comment('Accounts that are written on customers’ entities');
    table.string('customer_ref', 255).notNullable();
    table.string('source', 63).notNullable();
    table.string('account_id', 255).notNullable();
    table
      .string('seen_at', 24)
      .notNullable()
      .comment('ISO 8601 UTC; renewed twice a day while it stands there');
    table.primary(['customer_ref', 'source', 'account_id']);
    table.index(['source', 'account_id'], 'c360_annotated_by_account');
    table.index(['seen_at'], 'c360_annotated_by_time');
  });
  await knex.schema.createTable('c360_source_reach', table => {
    table.comment('How many customers have an account at a source');
    table.string('source', 63).primary();
    table.integer('customers').notNullable();
    table.string('counted_at', 24).notNullable().comment('ISO 8601 UTC');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('c360_source_reach');
  await knex.schema.dropTable('c360_annotated_accounts');
};
