// @ts-check

/**
 * What the figures of a facet were at a time. Rows are added and, when they are
 * old or a customer is erased, taken away; none is ever changed.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('c360_observations', table => {
    table.comment('Figures of a facet at a time: numbers, no records');
    table.string('customer_ref', 255).notNullable();
    table.string('facet', 63).notNullable();
    table
      .string('as_of', 24)
      .notNullable()
      .comment('When it was true at the source; ISO 8601 UTC');
    table.string('fetched_at', 24).notNullable().comment('ISO 8601 UTC');
    table
      .string('sources', 255)
      .notNullable()
      .comment('Ids of the sources, by comma');
    table
      .text('figures')
      .notNullable()
      .comment('JSON: metric, unit and value of each');
    table
      .boolean('changed')
      .notNullable()
      .comment('False where it only says once more what the one before said');
    table.primary(['customer_ref', 'facet', 'as_of']);
    table.index(['facet', 'as_of'], 'c360_observations_age');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('c360_observations');
};
