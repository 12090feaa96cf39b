import type { Schema } from './Allowance';

/** Values by name, as recorded: a name may come more than once. */
export type Query = Readonly<Record<string, readonly string[]>>;

/** A query as it is written: `page[size]` is a name like any other. */
export function readFlatQuery(query: Query): Schema {
  return Object.fromEntries(
    Object.entries(query).map(([name, values]) => [name, only(values)]),
  );
}

/** Told once a value is itself, told more often a list. */
export function only(values: readonly string[]): string | readonly string[] {
  return values.length === 1 ? values[0] : values;
}
