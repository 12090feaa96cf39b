import type { Parameters } from './Parameters.ts';
import { invalid, noSuch } from './StripeFault.ts';

/** Answered lists are never longer than this, whatever stands behind them. */
const MOST = 100;
const USUAL = 10;

export interface Page<T> {
  readonly items: readonly T[];
  readonly hasMore: boolean;
}

export interface PageSource<T> {
  /** The companies that the list runs over, first and last. */
  readonly from: number;
  readonly to: number;
  /** A company's records, newest first. */
  records(index: number): readonly T[];
  idOf(record: T): string;
  /** The company behind a cursor. */
  indexOf(id: string): number | undefined;
  readonly prefix: string;
}

export function readLimit(parameters: Parameters): number {
  const limit = parameters.integer('limit') ?? USUAL;
  if (limit < 1) {
    throw invalid(
      'This value must be greater than or equal to 1.',
      'limit',
      'parameter_invalid_integer',
    );
  }
  if (limit > MOST) {
    throw invalid(
      `This value must be less than or equal to ${MOST} (it currently is '${limit}').`,
      'limit',
      'parameter_invalid_integer',
    );
  }
  return limit;
}

/**
 * One page by object id. Within a customer the newest comes first, as at
 * Stripe; over a whole account the customers come one after the other, which
 * differs from Stripe's order by time and lets 100,000 customers cost nothing.
 */
export function readPage<T>(
  parameters: Parameters,
  source: PageSource<T>,
): Page<T> {
  const limit = readLimit(parameters);
  const after = parameters.text('starting_after');
  const before = parameters.text('ending_before');
  if (after !== undefined && before !== undefined) {
    throw invalid(
      'You cannot parameterize both `starting_after` and `ending_before`.',
      'starting_after',
    );
  }
  if (before !== undefined) {
    const found = collect(source, limit, before, 'ending_before', -1);
    return { items: [...found.items].reverse(), hasMore: found.hasMore };
  }
  return collect(source, limit, after, 'starting_after', 1);
}

function collect<T>(
  source: PageSource<T>,
  limit: number,
  cursor: string | undefined,
  param: string,
  step: 1 | -1,
): Page<T> {
  const items: T[] = [];
  let index = step === 1 ? source.from : source.to;
  let skipTo = cursor;
  if (cursor !== undefined) {
    const at = source.indexOf(cursor);
    if (at === undefined || at < source.from || at > source.to) {
      throw noSuch(source.prefix, cursor, param);
    }
    index = at;
  }
  for (; index >= source.from && index <= source.to; index += step) {
    const all = source.records(index);
    const records = step === 1 ? all : [...all].reverse();
    let start = 0;
    if (skipTo !== undefined) {
      const wanted = skipTo;
      const at = records.findIndex(record => source.idOf(record) === wanted);
      if (at < 0) throw noSuch(source.prefix, wanted, param);
      start = at + 1;
      skipTo = undefined;
    }
    for (let at = start; at < records.length; at++) {
      if (items.length === limit) return { items, hasMore: true };
      items.push(records[at]);
    }
  }
  return { items, hasMore: false };
}
