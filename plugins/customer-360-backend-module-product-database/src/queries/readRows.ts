import { SourceError } from '@customer-360/backstage-plugin-customer-360-node';
import type { QueryDefinition, RowOf } from './QueryDefinition';

/** Rows as they came from the database. */
export type RawRow = Readonly<Record<string, unknown>>;

/** Rows that mean what they should, and what had to be left out of them. */
export interface ReadRows<T> {
  rows: T[];
  missing: string[];
}

/**
 * Reads the columns of rows.
 *
 * @throws SourceError `schema` when a required column cannot be read
 */
export function readRows<D extends QueryDefinition>(
  definition: D,
  raw: readonly RawRow[],
): ReadRows<RowOf<D>> {
  const unusable = new Set<string>();
  const rows = raw.map(source => {
    const row: Record<string, unknown> = {};
    for (const [column, type] of Object.entries(definition.required)) {
      const value = type.safeParse(source[column]);
      if (!value.success) {
        throw new SourceError('schema');
      }
      row[column] = value.data;
    }
    for (const [column, type] of Object.entries(definition.optional)) {
      const found = source[column] ?? undefined;
      const value = type.safeParse(found);
      if (value.success) {
        row[column] = value.data;
      } else if (found !== undefined) {
        unusable.add(column);
      }
    }
    return row as RowOf<D>;
  });
  return {
    rows,
    missing: [...unusable].map(
      column => `${column} of ${definition.name} is not what it should be`,
    ),
  };
}
