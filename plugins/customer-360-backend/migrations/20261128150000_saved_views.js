// @ts-check

/**
 * Lists of customers that people have kept under a name. What a list is narrowed
 * to is kept, and none of the customers that it finds.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('c360_saved_views', table => {
    table.comment('Lists of customers that people have kept');
    table.string('id', 36).primary().comment('UUID');
    table.string('owner_ref', 255).notNullable();
    table.string('title', 80).notNullable();
    table.boolean('shared').notNullable();
    table.text('query').notNullable().comment('JSON: filter and order');
    table.string('saved_at', 24).notNullable().comment('ISO 8601 UTC');
    table.unique(['owner_ref', 'title'], {
      indexName: 'c360_saved_views_title_uniq',
    });
    table.index(['shared'], 'c360_saved_views_shared_idx');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('c360_saved_views');
};
