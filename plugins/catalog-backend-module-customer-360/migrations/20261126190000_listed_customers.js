// @ts-check

/**
 * What sources list, so that a round goes on where it was killed, and knows of
 * each account whether it has an entity.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('customer_360_listings', table => {
    table.string('source', 63).primary();
    table.string('phase', 16).notNullable();
    table
      .integer('round')
      .notNullable()
      .comment('Of reading the whole listing');
    table.integer('pass').notNullable().comment('Of telling the catalog');
    table.text('cursor').nullable();
    table.string('started_at', 24).nullable();
    table.string('finished_at', 24).nullable();
    table.text('changes_cursor').nullable();
    table.string('changes_at', 24).nullable();
    table.string('told_with', 64).nullable().comment('People and config');
    table.integer('entities_before').notNullable();
    table.boolean('refused').notNullable();
  });
  await knex.schema.createTable('customer_360_listed', table => {
    table.string('source', 63).notNullable();
    table.string('id', 255).notNullable();
    table.string('name', 63).notNullable();
    table.string('domain', 253).nullable().index();
    table.text('listed').notNullable();
    table.integer('seen_round').notNullable();
    table.integer('entity_pass').nullable().comment('Null without an entity');
    table.primary(['source', 'id']);
    table.index(['name']);
  });
  await knex.schema.createTable('customer_360_listed_links', table => {
    table.string('source', 63).notNullable();
    table.string('id', 255).notNullable();
    table.string('other_source', 63).notNullable();
    table.string('other_id', 255).notNullable();
    table.primary(['source', 'id', 'other_source', 'other_id']);
    table.index(['other_source', 'other_id']);
  });
  await knex.schema.createTable('customer_360_listed_news', table => {
    table.string('source', 63).notNullable();
    table.string('id', 255).notNullable();
    table.string('mark', 36).notNullable().comment('Another with each word');
    table.primary(['source', 'id']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('customer_360_listed_news');
  await knex.schema.dropTable('customer_360_listed_links');
  await knex.schema.dropTable('customer_360_listed');
  await knex.schema.dropTable('customer_360_listings');
};
