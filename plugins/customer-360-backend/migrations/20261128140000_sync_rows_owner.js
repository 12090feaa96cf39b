// @ts-check

/**
 * Whose a row is, as the source says: it may be another customer's than the link
 * says.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('c360_sync_rows', table => {
    table
      .text('owner')
      .nullable()
      .comment(
        'JSON: names and domains of its owner; null where none are known',
      );
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('c360_sync_rows', table => {
    table.dropColumn('owner');
  });
};
