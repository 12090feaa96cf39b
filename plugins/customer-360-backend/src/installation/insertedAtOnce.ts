import type { Knex } from 'knex';

/**
 * How many rows one insert takes: PostgreSQL binds 65,535 values, and for SQLite
 * knex writes a union, which may have 500 parts.
 */
export function insertedAtOnce(knex: Knex): number {
  return knex.client.config.client === 'pg' ? 4_000 : 400;
}
