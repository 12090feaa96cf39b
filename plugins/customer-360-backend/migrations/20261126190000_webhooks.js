// @ts-check

/**
 * What vendors have told of, until its effect is durable, and for a while after
 * that, so that the same thing told twice has one effect. And when a vendor
 * last told of a change of a customer: a source may answer as before for a
 * moment.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('c360_webhook_events', table => {
    table.comment('Events of vendors: ids and nothing of what has changed');
    table.string('source', 63).notNullable();
    table.string('event_id', 200).notNullable();
    table.string('type', 200).notNullable();
    table
      .text('accounts')
      .nullable()
      .comment('JSON: ids at the source; null where the event names none');
    table.text('record').nullable().comment('JSON: type and id at the source');
    table.text('facets').notNullable().comment('JSON');
    table
      .text('acknowledged')
      .notNullable()
      .comment('JSON: refs of customers whose counters rose with the insert');
    table
      .string('occurred_at', 24)
      .nullable()
      .comment('ISO 8601 UTC; text sorts the same on every database');
    table.string('received_at', 24).notNullable();
    table.string('state', 8).notNullable().comment('waiting, done or dead');
    table.integer('attempts').notNullable();
    table.string('next_attempt_at', 24).notNullable();
    table.string('claimed_by', 36).nullable();
    table.string('claimed_until', 24).nullable();
    table.string('failed_with', 32).nullable();
    table.string('done_at', 24).nullable().comment('Or when it was given up');
    table.primary(['source', 'event_id']);
    table.index(
      ['source', 'state', 'next_attempt_at'],
      'c360_webhook_events_due',
    );
    table.index(
      ['source', 'received_at', 'occurred_at'],
      'c360_webhook_events_latest',
    );
    table.index(['state', 'received_at'], 'c360_webhook_events_old');
  });
  await knex.schema.alterTable('c360_generations', table => {
    table
      .string('told_at', 24)
      .nullable()
      .comment('When a vendor last told of a change. ISO 8601 UTC');
    table
      .string('changed_at', 24)
      .nullable()
      .comment('When that happened there, the latest of all. ISO 8601 UTC');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('c360_generations', table => {
    table.dropColumn('told_at');
    table.dropColumn('changed_at');
  });
  await knex.schema.dropTable('c360_webhook_events');
};
