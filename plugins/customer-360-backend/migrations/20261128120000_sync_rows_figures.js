// @ts-check

/**
 * Whether a row of which something is missing holds all that is observed.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('c360_sync_rows', table => {
    table
      .boolean('figures_whole')
      .notNullable()
      .defaultTo(false)
      .comment('Whether the observed figures of the facet can be had from it');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('c360_sync_rows', table => {
    table.dropColumn('figures_whole');
  });
};
