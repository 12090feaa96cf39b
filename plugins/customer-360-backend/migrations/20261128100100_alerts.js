// @ts-check

/**
 * What the people of a customer have been told of its indicators, so that each
 * change is told once: by whichever instance, and also where one ends between
 * writing it down and telling it.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('c360_alert_states', table => {
    table.comment('What people were told of indicators: hashes and times');
    table.string('customer_ref', 255).notNullable();
    table
      .string('audience', 43)
      .notNullable()
      .comment('Hash of what its people may see; who they are is not in it');
    table.integer('version').notNullable();
    table.text('states').notNullable().comment('JSON, by indicator');
    table
      .text('before')
      .nullable()
      .comment('JSON: what it was, while somebody is being told');
    table
      .string('telling_since', 24)
      .nullable()
      .comment('Null where all have been told. ISO 8601 UTC');
    table.string('looked_at', 24).notNullable().comment('ISO 8601 UTC');
    table.primary(['customer_ref', 'audience']);
    table.index(['telling_since'], 'c360_alert_states_telling');
    table.index(['looked_at'], 'c360_alert_states_age');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('c360_alert_states');
};
