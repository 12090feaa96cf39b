// @ts-check

/**
 * What a source cannot say of a row: when it changed, and all that the facet
 * shows.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('c360_sync_rows', table => {
    table
      .boolean('dated')
      .notNullable()
      .defaultTo(true)
      .comment('Whether as_of is the source’s own');
    table.text('missing').nullable().comment('JSON; null where it is whole');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('c360_sync_rows', table => {
    table.dropColumn('dated');
    table.dropColumn('missing');
  });
};
