// @ts-check

/**
 * Exceptions from the roles: asked for, decided, revoked. Rows stay, so that
 * who may see what at what time can be told afterwards.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('c360_grants', table => {
    table.comment('Who may see more than their roles show, until when and why');
    table.string('id', 36).primary();
    table.string('person', 255).notNullable().comment('Ref of the user');
    table.string('scope_kind', 16).notNullable();
    table
      .string('scope', 255)
      .notNullable()
      .comment('Ref of the customer, or a segment');
    table.string('tier', 16).notNullable();
    table.text('labels').notNullable().comment('JSON');
    table.text('sections').nullable().comment('JSON; null for all');
    table.text('reason').notNullable();
    table.string('state', 16).notNullable();
    table.boolean('break_glass').notNullable();
    table
      .string('requested_at', 24)
      .notNullable()
      .comment('ISO 8601 UTC; text sorts the same on every database');
    table.string('expires_at', 24).notNullable();
    table.string('decided_by', 255).nullable();
    table.string('decided_at', 24).nullable();
    table.text('note').nullable();
    table
      .string('told_at', 24)
      .nullable()
      .comment('When the owner of the customer was told of broken glass');
    table.index(['state', 'expires_at'], 'c360_grants_by_state');
    table.index(['person', 'requested_at'], 'c360_grants_by_person');
    table.index(['requested_at', 'id'], 'c360_grants_by_time');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('c360_grants');
};
