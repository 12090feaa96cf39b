// @ts-check

/**
 * What is read of many customers at once: where each bulk of each source has
 * come to, and what it has brought. The rows are a cache with a schedule: a
 * round rebuilds them, they expire, nobody edits them.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('c360_sync_cursors', table => {
    table.comment('Where the bulk reads of each source have come to');
    table.string('source', 63).notNullable();
    table.string('bulk', 63).notNullable();
    table
      .string('scope', 127)
      .notNullable()
      .comment('Of the credential: what another one saw is begun anew');
    table.text('cursor').comment("The source's own words");
    table.integer('round').notNullable().comment('The one that is read');
    table.integer('live_round').comment('The one that is shown');
    table.integer('old_round').comment('The one that was shown before');
    table
      .string('phase', 16)
      .notNullable()
      .comment('idle, reading, announcing, clearing');
    table.text('position').comment('Within announcing');
    table.integer('pages').notNullable().comment('Of the round under way');
    table.string('loop_mark', 64).comment('Hash of an earlier cursor');
    table.bigInteger('steps').notNullable().comment('Fence: one per commit');
    table.string('started_at', 24).comment('ISO 8601 UTC, of the round');
    table.string('covered_at', 24).comment('Start of the last whole round');
    table.string('due_at', 24).comment('Not before');
    table.string('lease_holder', 36);
    table.string('lease_until', 24);
    table.string('last_success_at', 24);
    table.string('last_failure_at', 24);
    table.string('failing', 32).comment('Class of the latest failure');
    table.integer('failures').notNullable().comment('Since the last success');
    table.integer('rows').notNullable();
    table.integer('accounts').notNullable().comment('Of the last whole round');
    table.integer('restarts').notNullable();
    table.integer('refused_rounds').notNullable();
    table.string('refused_at', 24);
    table.integer('missed').notNullable().comment('By webhooks, in one day');
    table.string('missed_at', 24).comment('When that was counted');
    table.primary(['source', 'bulk']);
  });

  await knex.schema.createTable('c360_sync_rows', table => {
    table.comment('Facets read of many customers at once; a cache');
    table.string('source', 63).notNullable();
    table.string('facet', 63).notNullable();
    table.string('account_id', 255).notNullable();
    table.string('bulk', 63).notNullable();
    table
      .integer('round')
      .notNullable()
      .comment('0 for the marks that something has changed');
    table.string('scope', 127).notNullable();
    table.string('as_of', 24).notNullable();
    table.string('fetched_at', 24).notNullable();
    table.text('data').comment('JSON; null in a mark');
    table.string('digest', 44).comment('SHA-256 of the data');
    table.string('expires_at', 24).notNullable();
    table.string('customer_ref', 255).comment('Where there is just one');
    table.integer('generation').comment("The customer's, as it was then");
    table
      .boolean('is_current')
      .notNullable()
      .comment('True to that generation');
    table.boolean('unheard').notNullable().comment('Of by any webhook so far');
    table.primary(['source', 'facet', 'account_id', 'bulk', 'round']);
    // Rounds are cleared and looked through in this order.
    table.index(
      ['source', 'bulk', 'round', 'facet', 'account_id'],
      'c360_sync_rows_round',
    );
    table.index(['expires_at'], 'c360_sync_rows_expires');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('c360_sync_rows');
  await knex.schema.dropTable('c360_sync_cursors');
};
