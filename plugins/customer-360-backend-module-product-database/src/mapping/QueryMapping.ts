import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  SourceError,
  type SourceContext,
  type SourceErrorReason,
} from '@customer-360/backstage-plugin-customer-360-node';
import type { ProductDatabaseConfig } from '../config/ProductDatabaseConfig';
import type {
  BoundStatement,
  ReadOnlyDatabase,
} from '../database/ReadOnlyDatabase';
import type { RowOf } from '../queries/QueryDefinition';
import {
  QUERY_NAMES,
  queryDefinitions,
  type QueryName,
} from '../queries/queryDefinitions';
import { readRows, type RawRow, type ReadRows } from '../queries/readRows';
import {
  compileStatement,
  type CompiledStatement,
} from '../statements/compileStatement';
import { bindStatement, type BindingValues } from './bindStatement';

/** What a query gave. */
export interface QueryResult<N extends QueryName>
  extends ReadRows<RowOf<(typeof queryDefinitions)[N]>> {
  /** True when there are more rows than were read. */
  truncated: boolean;
  /** The rows as they came, for columns that only config knows. */
  raw: readonly RawRow[];
}

/** What is wrong with a mapping when the database refuses it. */
const COMPLAINTS: Partial<Record<SourceErrorReason, string>> = {
  schema:
    'is refused by the database: a table, a column or the syntax is wrong',
  no_access: 'names something that the role may not read',
};

/** Runs the configured queries and makes sure that they are what they should be. */
export class QueryMapping {
  readonly #sourceId: string;
  readonly #database: ReadOnlyDatabase;
  readonly #logger: LoggerService;
  readonly #statements: ReadonlyMap<QueryName, CompiledStatement>;
  /** Columns that config adds to those that `account` needs. */
  readonly #fieldColumns: readonly string[];
  /** Queries whose columns have been found complete. */
  readonly #verified = new Set<QueryName>();

  constructor(options: {
    sourceId: string;
    database: ReadOnlyDatabase;
    logger: LoggerService;
    config: Pick<ProductDatabaseConfig, 'queries' | 'fields'>;
  }) {
    const { sourceId, database, logger, config } = options;
    this.#sourceId = sourceId;
    this.#database = database;
    this.#logger = logger;
    this.#fieldColumns = config.fields.map(({ column }) => column);
    this.#statements = new Map(
      QUERY_NAMES.flatMap(name => {
        const query = config.queries[name];
        return query
          ? [
              [
                name,
                compileStatement(query.sql, queryDefinitions[name].binding),
              ] as const,
            ]
          : [];
      }),
    );
  }

  has(name: QueryName): boolean {
    return this.#statements.has(name);
  }

  /**
   * The rows of a query.
   *
   * @throws SourceError `schema` when a column is missing or not what it should
   *   be, or for whatever else the database refuses
   */
  async run<N extends QueryName>(
    name: N,
    value: string,
    context: SourceContext,
    also: BindingValues = {},
  ): Promise<QueryResult<N>> {
    const definition = queryDefinitions[name];
    const statement = this.#bound(
      name,
      { ...also, [definition.binding]: value },
      context.now(),
    );
    const raw = await context.call(name, async signal => {
      await this.#verify(name, signal);
      // One more than wanted, to know whether there are more.
      return this.#database.rows(statement, definition.cap + 1, signal);
    });
    const kept = raw.slice(0, definition.cap);
    return {
      ...readRows<(typeof queryDefinitions)[N]>(definition, kept),
      truncated: raw.length > kept.length,
      raw: kept,
    };
  }

  /** The same for rows that must all be of one account. */
  async runFor<N extends QueryName>(
    name: N,
    accountId: string,
    context: SourceContext,
  ): Promise<QueryResult<N>> {
    const result = await this.run(name, accountId, context);
    if (result.rows.some(row => row.account_id !== accountId)) {
      throw new SourceError('identity_mismatch');
    }
    return result;
  }

  /**
   * Checks every configured query once and logs what is wrong with it, so that
   * a wrong mapping is known at start and not when somebody needs it.
   */
  async verifyAll(signal: AbortSignal): Promise<void> {
    for (const name of this.#statements.keys()) {
      try {
        await this.#verify(name, signal);
      } catch (error) {
        const reason = SourceError.is(error) ? error.reason : 'upstream';
        if (COMPLAINTS[reason] === undefined) {
          this.#logger.warn(
            `customer360.sources.${
              this.#sourceId
            }.queries.${name}.sql could not be checked: ${reason}. It is checked when it is first read.`,
          );
        }
      }
    }
  }

  async #verify(name: QueryName, signal: AbortSignal): Promise<void> {
    if (this.#verified.has(name)) {
      return;
    }
    const placeholder = { accountId: '', value: '', domain: '', after: '' };
    const columns = await this.#columns(
      name,
      this.#bound(name, placeholder, new Date()),
      signal,
    );
    const missing = [
      ...Object.keys(queryDefinitions[name].required),
      ...(name === 'account' ? this.#fieldColumns : []),
    ].filter(column => !columns.includes(column));
    if (missing.length > 0) {
      this.#complain(
        name,
        `returns no column ${missing
          .map(column => `"${column}"`)
          .join(', ')}; give it that name with AS`,
      );
      throw new SourceError('schema');
    }
    this.#verified.add(name);
  }

  async #columns(
    name: QueryName,
    statement: BoundStatement,
    signal: AbortSignal,
  ): Promise<string[]> {
    try {
      return await this.#database.columns(statement, signal);
    } catch (error) {
      const complaint = SourceError.is(error)
        ? COMPLAINTS[error.reason]
        : undefined;
      if (complaint !== undefined) {
        this.#complain(name, complaint);
      }
      throw error;
    }
  }

  #complain(name: QueryName, what: string) {
    this.#logger.error(
      `customer360.sources.${this.#sourceId}.queries.${name}.sql ${what}`,
    );
  }

  #bound(name: QueryName, values: BindingValues, now: Date): BoundStatement {
    const statement = this.#statements.get(name);
    if (!statement) {
      throw new Error(`The query "${name}" is not configured`);
    }
    return bindStatement(statement, values, now, queryDefinitions[name].cap);
  }
}
