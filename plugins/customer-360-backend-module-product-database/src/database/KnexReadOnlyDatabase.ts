import { SourceError } from '@customer-360/backstage-plugin-customer-360-node';
import type { Knex } from 'knex';
import type { RawRow } from '../queries/readRows';
import type { DatabaseDialect } from './DatabaseDialect';
import type { BoundStatement, ReadOnlyDatabase } from './ReadOnlyDatabase';
import { toDatabaseError } from './toDatabaseError';

/**
 * Reads through knex. The real barrier is the role, which should be granted
 * SELECT on some views and nothing else; everything here is on top of that.
 */
export class KnexReadOnlyDatabase implements ReadOnlyDatabase {
  readonly #knex: Knex;
  readonly #dialect: DatabaseDialect;

  constructor(knex: Knex, dialect: DatabaseDialect) {
    this.#knex = knex;
    this.#dialect = dialect;
  }

  rows(statement: BoundStatement, cap: number, signal: AbortSignal) {
    // In brackets nothing but a SELECT is valid, and it cannot forget a limit.
    return this.#query(
      {
        text: `select * from (${statement.text}\n) q limit ?`,
        values: [...statement.values, cap],
      },
      signal,
    );
  }

  async columns(statement: BoundStatement, signal: AbortSignal) {
    // One row of nothing: its keys are the columns, on every database alike.
    const rows = await this.#query(
      {
        text: `select q.* from (select 1 as one) o left join (${statement.text}\n) q on 1 = 0`,
        values: statement.values,
      },
      signal,
    );
    return Object.keys(rows[0] ?? {});
  }

  async close() {
    await this.#knex.destroy();
  }

  async #query(
    statement: BoundStatement,
    signal: AbortSignal,
  ): Promise<RawRow[]> {
    if (signal.aborted) {
      throw new SourceError('timeout');
    }
    try {
      return this.#dialect.transactional
        ? await this.#inTransaction(statement, signal)
        : await this.#run(this.#knex, statement);
    } catch (error) {
      throw signal.aborted
        ? new SourceError('timeout')
        : toDatabaseError(error);
    }
  }

  async #inTransaction(
    statement: BoundStatement,
    signal: AbortSignal,
  ): Promise<RawRow[]> {
    const { sessionId, cancel, begin } = this.#dialect;
    const transaction = await this.#knex.transaction({ readOnly: true });
    let cancelled: Promise<unknown> | undefined;
    let giveUp: (() => void) | undefined;
    try {
      for (const sql of begin) {
        await transaction.raw(sql);
      }
      // The first statement of a transaction: after it no other can make the
      // transaction writable again.
      const [session] = this.#dialect.rowsOf(await transaction.raw(sessionId));
      giveUp = () => {
        cancelled = this.#knex
          .raw(cancel, [Number(session.id)])
          .then(undefined, () => undefined);
      };
      if (signal.aborted) {
        throw new SourceError('timeout');
      }
      signal.addEventListener('abort', giveUp, { once: true });
      return await this.#run(transaction, statement);
    } finally {
      if (giveUp) {
        signal.removeEventListener('abort', giveUp);
      }
      // Until that is done the connection is nobody else's: it would end theirs.
      await cancelled;
      // There is nothing to keep. A connection that broke cannot be rolled back.
      await transaction.rollback().catch(() => undefined);
    }
  }

  async #run(runner: Knex, statement: BoundStatement): Promise<RawRow[]> {
    const result: unknown = await runner.raw(statement.text, [
      ...statement.values,
    ]);
    return this.#dialect.rowsOf(result);
  }
}
