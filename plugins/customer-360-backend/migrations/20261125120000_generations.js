// @ts-check

/**
 * How often what is cached of a customer has been made worthless. A scope is
 * `<source>` or `<source>/<facet>`; one that is not there counts 0. Rows are
 * never taken away: a counter that began again would bring old values back.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('c360_generations', table => {
    table.comment('Counters that make older readings of a customer worthless');
    table.string('customer_ref', 255).notNullable();
    table.string('scope', 127).notNullable();
    table.integer('generation').notNullable();
    table
      .string('bumped_at', 24)
      .notNullable()
      .comment('ISO 8601 UTC; for people, nothing is computed from it');
    table.primary(['customer_ref', 'scope']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('c360_generations');
};
