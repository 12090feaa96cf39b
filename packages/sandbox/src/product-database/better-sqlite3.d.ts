/** What is used here of better-sqlite3, which ships no types. */
declare module 'better-sqlite3' {
  interface Statement {
    run(...values: readonly unknown[]): unknown;
    get(...values: readonly unknown[]): unknown;
    all(...values: readonly unknown[]): unknown[];
  }

  export default class Database {
    constructor(
      filename: string,
      options?: { readonly?: boolean; fileMustExist?: boolean },
    );
    prepare(sql: string): Statement;
    exec(sql: string): this;
    pragma(source: string): unknown;
    close(): this;
  }
}
