// @ts-check

/**
 * Which account at a source is which customer's, beside the annotations. A link
 * that was undone stays as a row: it is never made again by itself. The history
 * is only ever added to.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('c360_links', table => {
    table.comment('Accounts of customers at the sources, and why');
    table.string('customer_ref', 255).notNullable();
    table.string('source', 63).notNullable();
    table.string('account_id', 255).notNullable();
    table.string('rule', 16).notNullable();
    table.string('confidence', 16).notNullable();
    table.string('state', 16).notNullable().comment('confirmed or undone');
    table
      .string('exclusive', 255)
      .nullable()
      .comment(
        'The account while it is this customer’s alone; null when undone, or shared on purpose',
      );
    table
      .string('by_person', 255)
      .nullable()
      .comment('Ref of the user; null for what was linked by itself');
    table
      .string('at', 24)
      .notNullable()
      .comment('ISO 8601 UTC; text sorts the same on every database');
    table.text('reason').nullable();
    table.primary(['customer_ref', 'source', 'account_id']);
    // Whatever two instances do at once, one of them holds the account.
    table.unique(['source', 'exclusive'], { indexName: 'c360_links_holder' });
    table.index(['source', 'account_id'], 'c360_links_by_account');
  });
  await knex.schema.createTable('c360_link_history', table => {
    table.comment('What was done to links, by whom and when; never changed');
    table.increments('seq');
    table.string('customer_ref', 255).notNullable();
    table.string('source', 63).notNullable();
    table.string('account_id', 255).notNullable();
    table.string('act', 16).notNullable();
    table.string('by_person', 255).nullable();
    table.string('at', 24).notNullable().comment('ISO 8601 UTC');
    table.text('reason').nullable();
    table.text('before').nullable().comment('JSON; null where there was none');
    table.text('after').notNullable().comment('JSON');
    table.index(['customer_ref', 'seq'], 'c360_link_history_by_customer');
  });
  await knex.schema.createTable('c360_orphan_accounts', table => {
    table.comment('Accounts that a source named and that are no customer’s');
    table.string('source', 63).notNullable();
    table.string('account_id', 255).notNullable();
    table.string('reason', 16).notNullable();
    table.string('seen_at', 24).notNullable().comment('ISO 8601 UTC');
    table.primary(['source', 'account_id']);
    table.index(['source', 'seen_at'], 'c360_orphan_accounts_by_time');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('c360_orphan_accounts');
  await knex.schema.dropTable('c360_link_history');
  await knex.schema.dropTable('c360_links');
};
