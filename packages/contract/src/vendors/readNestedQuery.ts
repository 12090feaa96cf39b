import type { Schema } from './Allowance';
import { only, type Query } from './readFlatQuery';

/**
 * A query as the object it stands for: `expand[0]=a&created[gte]=1` is
 * `{ expand: ['a'], created: { gte: '1' } }`.
 */
export function readNestedQuery(query: Query): Schema {
  const tree: Schema = {};
  for (const [name, values] of Object.entries(query)) {
    const [head, ...keys] = name.split(/\]?\[|\]$/).filter(key => key !== '');
    tree[head] = withValue(tree[head], keys, only(values), name.endsWith('[]'));
  }
  return tree;
}

function withValue(
  before: unknown,
  [key, ...rest]: string[],
  value: unknown,
  isList: boolean,
): unknown {
  if (key === undefined) {
    return isList ? [value].flat() : value;
  }
  if (/^\d+$/.test(key)) {
    const list: unknown[] = Array.isArray(before) ? [...before] : [];
    list[Number(key)] = withValue(list[Number(key)], rest, value, isList);
    return list;
  }
  const known = (before ?? {}) as Schema;
  return { ...known, [key]: withValue(known[key], rest, value, isList) };
}
