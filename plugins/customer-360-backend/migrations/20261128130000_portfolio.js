// @ts-check

/**
 * What the list of customers is put in order and narrowed by. Everything here is
 * made of the catalog and of the latest observations, and can be made again.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  // Pages of several orders are merged outside of the database, so both have to
  // agree on what comes first: bytes.
  const isPostgres = knex.client.config.client === 'pg';
  /** @param {number} length */
  const bytes = length =>
    `varchar(${length})${isPostgres ? ' collate "C"' : ''}`;
  await knex.schema.createTable('c360_portfolio', table => {
    table.comment('Customers with what they are listed by');
    table.specificType('customer_ref', bytes(255)).primary();
    table.specificType('name_key', bytes(127)).notNullable();
    table
      .text('search_text')
      .notNullable()
      .comment('Name, domain and id, in lower case');
    table.string('segment', 127).nullable();
    table.string('lifecycle', 31).notNullable();
    table.specificType('owner_key', bytes(127)).notNullable();
    table
      .specificType('currency', bytes(3))
      .nullable()
      .comment('That the MRR is put in order by');
    table.bigInteger('mrr').nullable().comment('Minor units a month');
    table.integer('mrr_change').nullable().comment('Of 10,000, over 30 days');
    table.integer('contract_day').nullable().comment('Days since 1970-01-01');
    table.integer('billing_day').nullable();
    table.integer('notice_day').nullable();
    table.integer('last_event_day').nullable();
    table
      .integer('health')
      .nullable()
      .comment('Of 1,000 on its scale; more is better');
    table.integer('coverage').nullable().comment('Of 1,000');
    table.integer('severity_1').nullable();
    table
      .text('readings')
      .notNullable()
      .comment('JSON: by section the oldest reading, by rule its weight');
    table.string('entity_version', 127).notNullable();
    table.string('day', 10).notNullable().comment('On which it was made');
    table.index(['name_key', 'customer_ref'], 'c360_portfolio_by_name');
    for (const key of [
      'owner_key',
      'mrr_change',
      'notice_day',
      'health',
      'coverage',
      'severity_1',
    ]) {
      table.index(
        [key, 'name_key', 'customer_ref'],
        `c360_portfolio_by_${key}`,
      );
    }
    table.index(
      ['currency', 'mrr', 'name_key', 'customer_ref'],
      'c360_portfolio_by_mrr',
    );
    table.index(['segment', 'name_key'], 'c360_portfolio_by_segment');
  });
  await knex.schema.createTable('c360_portfolio_owners', table => {
    table.comment('To whom customers belong');
    table.string('owner_ref', 255).notNullable();
    table.specificType('customer_ref', bytes(255)).notNullable();
    table.primary(['owner_ref', 'customer_ref']);
    table.index(['customer_ref'], 'c360_portfolio_owners_by_customer');
  });
  await knex.schema.createTable('c360_portfolio_ranks', table => {
    table.comment('Orders that depend on which sections somebody may see');
    table.integer('mask').notNullable().comment('One bit for each section');
    table.specificType('customer_ref', bytes(255)).notNullable();
    table.specificType('name_key', bytes(127)).notNullable();
    table.integer('band').notNullable().comment('0 is the highest risk');
    table.specificType('currency', bytes(3)).notNullable();
    table
      .bigInteger('money')
      .notNullable()
      .comment('Minor units a month below zero, so that most comes first');
    table.integer('day').notNullable().comment('Of the renewal or the end');
    table.integer('renews_day').nullable();
    table.specificType('oldest', bytes(24)).nullable();
    table.primary(['mask', 'customer_ref']);
    table.index(
      ['mask', 'band', 'currency', 'money', 'day', 'name_key', 'customer_ref'],
      'c360_portfolio_ranks_by_risk',
    );
    table.index(
      ['mask', 'renews_day', 'name_key', 'customer_ref'],
      'c360_portfolio_ranks_by_renewal',
    );
    table.index(
      ['mask', 'oldest', 'name_key', 'customer_ref'],
      'c360_portfolio_ranks_by_age',
    );
    table.index(['customer_ref'], 'c360_portfolio_ranks_by_customer');
  });
  await knex.schema.createTable('c360_portfolio_masks', table => {
    table.comment('Which of the orders are kept');
    table.integer('mask').primary();
    table.boolean('complete').notNullable();
    table.string('asked_at', 24).notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('c360_portfolio_masks');
  await knex.schema.dropTable('c360_portfolio_ranks');
  await knex.schema.dropTable('c360_portfolio_owners');
  await knex.schema.dropTable('c360_portfolio');
};
