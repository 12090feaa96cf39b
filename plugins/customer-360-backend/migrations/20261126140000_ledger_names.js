// @ts-check

/**
 * Which key made a pseudonym, so that a name that was exchanged is told from one
 * whose key is gone.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('c360_ledger_people', table => {
    table
      .string('key_id', 64)
      .nullable()
      .comment('Made the pseudonym; null for one of before');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('c360_ledger_people', table => {
    table.dropColumn('key_id');
  });
};
