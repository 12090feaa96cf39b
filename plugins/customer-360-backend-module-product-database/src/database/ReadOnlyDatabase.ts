import type { RawRow } from '../queries/readRows';

/** A statement with its values, in the order of its question marks. */
export interface BoundStatement {
  readonly text: string;
  readonly values: ReadonlyArray<string | number>;
}

/** A database that is only read, and in which a statement can be given up. */
export interface ReadOnlyDatabase {
  /**
   * The rows of a statement, at most `cap`.
   *
   * @param signal - ends the statement in the database too, where it can
   * @throws SourceError and nothing else
   */
  rows(
    statement: BoundStatement,
    cap: number,
    signal: AbortSignal,
  ): Promise<RawRow[]>;

  /**
   * Names of the columns that a statement returns, without reading any data.
   *
   * @throws SourceError and nothing else
   */
  columns(statement: BoundStatement, signal: AbortSignal): Promise<string[]>;

  close(): Promise<void>;
}
