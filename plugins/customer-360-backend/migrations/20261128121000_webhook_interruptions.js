// @ts-check

/**
 * How often who had an event in hand vanished: that says little of the event.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('c360_webhook_events', table => {
    table
      .integer('interruptions')
      .notNullable()
      .defaultTo(0)
      .comment('Attempts that nobody ended; they are not among the attempts');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('c360_webhook_events', table => {
    table.dropColumn('interruptions');
  });
};
