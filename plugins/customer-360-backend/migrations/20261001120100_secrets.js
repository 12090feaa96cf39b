// @ts-check

/**
 * Secrets that all instances of an installation share. They sign cursors and
 * hash what must not be stored; none of them opens anything.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('c360_secrets', table => {
    table.comment('Secrets of this installation, each made once');
    table.string('name', 64).primary();
    table.string('value', 255).notNullable();
    table.string('created_at', 24).notNullable().comment('ISO 8601 UTC');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('c360_secrets');
};
