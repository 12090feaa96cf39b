// @ts-check

const REFUSAL = 'The ledger is append-only';

/**
 * The ledger in chains: each row signs the one before it. Rows of before stay
 * where they are, under another name, as they were: unsigned.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.renameTable('c360_ledger', 'c360_ledger_unchained');
  await knex.schema.createTable('c360_ledger', table => {
    table.comment('Who saw or did what; append-only, in signed chains');
    table.string('chain', 36).notNullable();
    table.bigInteger('seq').notNullable().comment('From 1, without a gap');
    table
      .string('recorded_at', 24)
      .notNullable()
      .comment('ISO 8601 UTC; text sorts the same on every database');
    table.string('request_kind', 32).notNullable();
    table.string('outcome', 16).notNullable();
    table.string('person', 64).nullable().comment('Pseudonym');
    table.string('acting_as', 255).nullable();
    table.string('customer_ref', 255).nullable();
    table.text('facets').notNullable().comment('JSON: level by facet id');
    table.text('labels').notNullable().comment('JSON: labels held');
    table.text('detail').nullable().comment('JSON: our words and hashes only');
    table.string('policy_version', 64).notNullable();
    table.string('request_id', 64).notNullable();
    table.string('key_id', 64).notNullable();
    table.string('hash', 64).notNullable();
    table.primary(['chain', 'seq'], 'c360_ledger_chain_pk');
    table.index(['customer_ref', 'recorded_at'], 'c360_ledger_by_customer');
    table.index(['person', 'recorded_at'], 'c360_ledger_by_person');
    table.index(['recorded_at'], 'c360_ledger_by_time');
  });
  await knex.schema.createTable('c360_ledger_chains', table => {
    table.comment(
      'When each chain was opened, sealed and removed; append-only',
    );
    table.bigInteger('seq').notNullable();
    table.string('recorded_at', 24).notNullable();
    table.string('event', 16).notNullable();
    table.string('chain', 36).notNullable();
    table.bigInteger('last_seq').notNullable();
    table.string('last_hash', 64).notNullable();
    table.string('key_id', 64).notNullable();
    table.string('hash', 64).notNullable();
    table.primary(['seq'], 'c360_ledger_chains_pk');
    table.index(['chain'], 'c360_ledger_chains_by_chain');
  });
  await knex.schema.createTable('c360_ledger_heartbeats', table => {
    table.comment('When each instance that writes a chain was last alive');
    table.string('chain', 36).primary();
    table.string('beat_at', 24).notNullable();
  });
  await knex.schema.createTable('c360_ledger_people', table => {
    table.comment('Who stands behind a pseudonym; a row removed is forgotten');
    table.string('user_ref', 255).primary();
    table.string('pseudonym', 64).notNullable().unique();
    table.string('salt', 64).notNullable();
    table.string('since', 24).notNullable();
  });
  await knex.schema.createTable('c360_ledger_retiring', table => {
    table.comment('Chains that are being removed at the end of their time');
    table.string('chain', 36).primary();
  });
  await (knex.client.config.client === 'pg'
    ? refuseInPostgres(knex)
    : refuseInSqlite(knex));
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'c360_ledger_retiring',
    'c360_ledger_people',
    'c360_ledger_heartbeats',
    'c360_ledger_chains',
    'c360_ledger',
  ]) {
    await knex.schema.dropTable(table);
  }
  if (knex.client.config.client === 'pg') {
    await knex.raw('drop function c360_ledger_refuse()');
  }
  await knex.schema.renameTable('c360_ledger_unchained', 'c360_ledger');
};

/**
 * Against accidents. Who owns the database can take the triggers away; what
 * finds that is the signatures.
 *
 * @param {import('knex').Knex} knex
 */
async function refuseInPostgres(knex) {
  await knex.raw(`
    create function c360_ledger_refuse() returns trigger language plpgsql as $$
    begin
      if tg_op = 'DELETE' and tg_table_name = 'c360_ledger' then
        if exists (select 1 from c360_ledger_retiring where chain = old.chain) then
          return old;
        end if;
      end if;
      raise exception '${REFUSAL}';
    end $$`);
  for (const table of ['c360_ledger', 'c360_ledger_chains']) {
    await knex.raw(`create trigger ${table}_rows before update or delete
      on ${table} for each row execute function c360_ledger_refuse()`);
    await knex.raw(`create trigger ${table}_all before truncate
      on ${table} for each statement execute function c360_ledger_refuse()`);
  }
}

/**
 * @param {import('knex').Knex} knex
 */
async function refuseInSqlite(knex) {
  const refuse = `begin select raise(abort, '${REFUSAL}'); end`;
  for (const table of ['c360_ledger', 'c360_ledger_chains']) {
    await knex.raw(
      `create trigger ${table}_update before update on ${table} ${refuse}`,
    );
  }
  await knex.raw(
    `create trigger c360_ledger_chains_delete before delete on c360_ledger_chains ${refuse}`,
  );
  await knex.raw(`create trigger c360_ledger_delete before delete on c360_ledger
    when not exists (select 1 from c360_ledger_retiring where chain = old.chain) ${refuse}`);
}
