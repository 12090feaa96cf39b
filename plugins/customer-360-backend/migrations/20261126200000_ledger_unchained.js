// @ts-check

const UNCHAINED = 'c360_ledger_unchained';

/**
 * Rows of before the ledger had chains name people in clear. Where there are
 * none, and so in every new installation, their table goes.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  if (
    (await knex.schema.hasTable(UNCHAINED)) &&
    !(await knex(UNCHAINED).first('seq'))
  ) {
    await knex.schema.dropTable(UNCHAINED);
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  if (await knex.schema.hasTable(UNCHAINED)) {
    return;
  }
  // As the first migration made it, under the names that it has kept.
  await knex.schema.createTable(UNCHAINED, table => {
    table.bigIncrements('seq');
    table.string('id', 36).notNullable().unique();
    table.string('recorded_at', 24).notNullable();
    table.string('request_kind', 16).notNullable();
    table.string('actor_ref', 255).notNullable();
    table.string('customer_ref', 255).nullable();
    table.text('facets').notNullable();
    table.text('labels').notNullable();
    table.text('detail').nullable();
    table.index(['customer_ref', 'seq'], 'c360_ledger_customer_idx');
    table.index(['actor_ref', 'seq'], 'c360_ledger_actor_idx');
  });
};
