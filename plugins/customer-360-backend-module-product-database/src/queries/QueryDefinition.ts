import type { z } from 'zod';
import type { BindingName } from '../statements/compileStatement';

/** Columns by their names. */
export type Columns = Readonly<Record<string, z.ZodType>>;

/**
 * What a configured query has to return. A row without a required column is an
 * error of the mapping; an optional column that cannot be used is left out.
 */
export interface QueryDefinition<
  R extends Columns = Columns,
  O extends Columns = Columns,
> {
  readonly name: string;
  /** Without it the query would read other accounts too. */
  readonly binding: BindingName;
  readonly required: R;
  readonly optional: O;
  /** More rows than these are not read. */
  readonly cap: number;
}

/** One row, read. */
export type RowOf<D> = D extends QueryDefinition<infer R, infer O>
  ? { [K in keyof R]: z.output<R[K]> } & { [K in keyof O]?: z.output<O[K]> }
  : never;

export function defineQuery<R extends Columns, O extends Columns>(
  definition: QueryDefinition<R, O>,
): QueryDefinition<R, O> {
  return definition;
}
