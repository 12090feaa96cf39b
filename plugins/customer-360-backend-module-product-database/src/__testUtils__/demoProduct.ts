import type { Knex } from 'knex';

const ACCOUNTS = [
  ['acc_1', 'Brightwater', 'brightwater.example', 'scale', 250],
  ['acc_2', 'Calder & Finch', 'calder.example', 'team', 20],
] as const;

/**
 * A product of which we may see some views, on any database: the types are what
 * each of them makes of these names.
 */
export async function fillDemoProduct(knex: Knex): Promise<void> {
  await knex.raw(
    'create table accounts (id varchar(64) primary key, name text, domain text, plan text, seats numeric(10,0), last_event_at timestamp, activated_at timestamp, secret text)',
  );
  await knex.raw(
    'create table users (id bigint primary key, account_id varchar(64), email text, last_seen_at timestamp)',
  );
  await knex.raw(
    'create table daily (account_id varchar(64), day date, active integer)',
  );
  await knex.raw(
    'create table flags (account_id varchar(64), flag varchar(64), enabled boolean, since timestamp)',
  );
  await knex.raw(
    'create view v_accounts as select id as account_id, name, domain, plan, seats, last_event_at, activated_at from accounts',
  );
  await knex.raw(
    'create view v_users as select id as user_id, account_id, email, last_seen_at from users',
  );
  await knex.raw('create view v_daily as select * from daily');
  await knex.raw('create view v_flags as select * from flags');
  for (const [id, name, domain, plan, seats] of ACCOUNTS) {
    await knex('accounts').insert({
      ...{ id, name, domain, plan, seats },
      last_event_at: '2026-11-23 10:30:00',
      activated_at: id === 'acc_1' ? '2025-02-03 10:00:00' : null,
      secret: 'never to be seen',
    });
    await knex('flags').insert({
      account_id: id,
      flag: 'beta-export',
      enabled: true,
      since: '2026-03-01 00:00:00',
    });
    await knex('daily').insert({
      account_id: id,
      day: '2026-11-22',
      active: 120,
    });
  }
  await knex('users').insert([
    {
      id: '9007199254740993',
      account_id: 'acc_1',
      email: 'ida@brightwater.example',
      last_seen_at: '2026-11-23 09:00:00',
    },
    {
      id: '2',
      account_id: 'acc_1',
      email: 'noor@brightwater.example',
      last_seen_at: '2026-08-01 09:00:00',
    },
  ]);
}

/** What config says for it. */
export const DEMO_QUERIES = {
  account: {
    sql: 'select account_id, name, domain, plan as contract_note from v_accounts where account_id = :accountId;',
  },
  entitlements: {
    sql: 'select account_id, plan, seats from v_accounts where account_id = :accountId',
  },
  flags: {
    sql: 'select account_id, flag as flag_id, enabled, since from v_flags where account_id = :accountId -- all of them',
  },
  activity: {
    sql: `select a.account_id, last_event_at, activated_at,
        (select active from v_daily d where d.account_id = a.account_id and day <= :today order by day desc limit 1) as weekly_active
      from v_accounts a where a.account_id = :accountId`,
  },
  daily: {
    sql: 'select account_id, day, active as active_users from v_daily where account_id = :accountId and day >= :since',
  },
  users: {
    sql: 'select account_id, user_id, email, last_seen_at from v_users where account_id = :accountId order by last_seen_at desc',
  },
  candidates: {
    sql: 'select account_id from v_accounts where domain = :domain',
  },
  lookupEmail: {
    sql: 'select account_id from v_users where email = lower(:value)',
  },
  lookupAccount: {
    sql: 'select account_id from v_accounts where account_id = :value',
  },
};
