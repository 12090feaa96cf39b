import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

import Database from 'better-sqlite3';

import type { ProductStore } from './ProductStore.ts';
import type { ColumnType, Row } from './tables.ts';
import { TABLES } from './tables.ts';
import { VIEWS } from './views.ts';

/** SQLite has no type for time: instants and days are ISO text, which sorts. */
const TYPES: Readonly<Record<ColumnType, string>> = {
  text: 'TEXT',
  integer: 'INTEGER',
  instant: 'TEXT',
  day: 'TEXT',
  boolean: 'INTEGER',
};

export class SqliteStore implements ProductStore {
  readonly #database: Database;

  constructor(filename: string) {
    if (filename !== ':memory:') {
      mkdirSync(dirname(filename), { recursive: true });
    }
    this.#database = new Database(filename);
    this.#database.pragma('journal_mode = WAL');
  }

  async fingerprint(): Promise<string | undefined> {
    this.#database.exec(
      'CREATE TABLE IF NOT EXISTS sandbox_fingerprint (fingerprint TEXT NOT NULL)',
    );
    const row = this.#database
      .prepare('SELECT fingerprint FROM sandbox_fingerprint')
      .get();
    return isFingerprint(row) ? row.fingerprint : undefined;
  }

  async rebuild(
    fingerprint: string,
    rows: Iterable<readonly [string, Row]>,
  ): Promise<void> {
    const database = this.#database;
    database.exec('BEGIN IMMEDIATE');
    try {
      for (const view of Object.keys(VIEWS)) {
        database.exec(`DROP VIEW IF EXISTS ${view}`);
      }
      const inserts = new Map(
        TABLES.map(({ name, columns, primaryKey, ...table }) => {
          database.exec(`DROP TABLE IF EXISTS ${name}`);
          database.exec(
            `CREATE TABLE ${name} (${columns
              .map(([column, type]) => `${column} ${TYPES[type]}`)
              .join(', ')}, PRIMARY KEY (${primaryKey.join(
              ', ',
            )})) WITHOUT ROWID`,
          );
          const indexes = 'indexes' in table ? table.indexes : [];
          for (const index of indexes) {
            database.exec(
              `CREATE INDEX ${name}_${index.join('_')} ON ${name} (${index.join(
                ', ',
              )})`,
            );
          }
          const marks = columns.map(() => '?').join(', ');
          return [
            name as string,
            database.prepare(`INSERT INTO ${name} VALUES (${marks})`),
          ];
        }),
      );
      for (const [table, row] of rows) {
        // SQLite knows no booleans
        inserts
          .get(table)
          ?.run(
            ...row.map(each =>
              typeof each === 'boolean' ? Number(each) : each,
            ),
          );
      }
      for (const [view, sql] of Object.entries(VIEWS)) {
        database.exec(`CREATE VIEW ${view} AS ${sql}`);
      }
      database.exec('DELETE FROM sandbox_fingerprint');
      database
        .prepare('INSERT INTO sandbox_fingerprint VALUES (?)')
        .run(fingerprint);
      database.exec('COMMIT');
    } catch (error) {
      database.exec('ROLLBACK');
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#database.close();
  }
}

function isFingerprint(row: unknown): row is { fingerprint: string } {
  return (
    typeof row === 'object' &&
    row !== null &&
    'fingerprint' in row &&
    typeof row.fingerprint === 'string'
  );
}
