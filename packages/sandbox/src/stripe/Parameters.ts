import { invalid, StripeFault } from './StripeFault.ts';

export type ParameterValue = string | ParameterTree | readonly string[];
export interface ParameterTree {
  readonly [name: string]: ParameterValue;
}

function isTree(value: ParameterValue): value is ParameterTree {
  return typeof value !== 'string' && !Array.isArray(value);
}

type Mutable = { [name: string]: string | string[] | Mutable };

/** `a=1&created[gte]=2&expand[]=x` as Stripe reads its queries and form bodies. */
export class Parameters {
  #tree: ParameterTree;
  #prefix = '';

  static #of(tree: ParameterTree, prefix: string): Parameters {
    const parameters = new Parameters(new URLSearchParams());
    parameters.#tree = tree;
    parameters.#prefix = prefix;
    return parameters;
  }

  constructor(source: URLSearchParams) {
    const tree: Mutable = Object.create(null);
    for (const [name, value] of source) put(tree, name, value);
    this.#tree = tree;
  }

  /** @throws StripeFault for the first parameter that the call does not know */
  allow(...names: readonly string[]): void {
    for (const name of Object.keys(this.#tree)) {
      if (name !== 'expand' && !names.includes(name)) {
        throw new StripeFault(
          400,
          `Received unknown parameter: ${this.path(name)}`,
          { code: 'parameter_unknown', param: this.path(name) },
        );
      }
    }
  }

  text(name: string): string | undefined {
    const value = this.#tree[name];
    const param = this.path(name);
    if (value === undefined) return undefined;
    if (typeof value !== 'string') {
      throw invalid(`Invalid string: ${JSON.stringify(value)}`, param);
    }
    if (value === '') {
      throw invalid(
        `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a parameter; however '${param}' cannot be unset. You should remove '${param}' from your request or supply a non-empty value.`,
        param,
        'parameter_invalid_empty',
      );
    }
    return value;
  }

  integer(name: string): number | undefined {
    const value = this.text(name);
    return value === undefined ? undefined : integerOf(value, this.path(name));
  }

  boolean(name: string): boolean | undefined {
    const value = this.text(name);
    if (value !== undefined && value !== 'true' && value !== 'false') {
      throw invalid(`Invalid boolean: ${value}`, this.path(name));
    }
    return value === undefined ? undefined : value === 'true';
  }

  /** Sent, and sent empty: the caller wants it gone. */
  unsets(name: string): boolean {
    return this.#tree[name] === '';
  }

  /** `items[0][id]=…` as parameters of their own, or undefined when not sent. */
  each(name: string): readonly Parameters[] | undefined {
    const value = this.#tree[name];
    if (value === undefined) return undefined;
    if (!isTree(value)) throw invalid('Invalid array', name);
    return Object.entries(value).map(([key, tree]) => {
      if (!isTree(tree)) throw invalid('Invalid hash', `${name}[${key}]`);
      return Parameters.#of(tree, `${name}[${key}]`);
    });
  }

  /** `price_data[currency]=…` as parameters of their own. */
  within(name: string): Parameters | undefined {
    const value = this.#tree[name];
    if (value === undefined) return undefined;
    if (!isTree(value)) throw invalid('Invalid hash', this.path(name));
    return Parameters.#of(value, this.path(name));
  }

  /** The name of one of these parameters as the caller wrote it. */
  path(name: string): string {
    return this.#prefix === '' ? name : `${this.#prefix}[${name}]`;
  }

  list(name: string): readonly string[] {
    const value = this.#tree[name];
    if (value === undefined) return [];
    if (typeof value === 'string') return [value];
    const items = Array.isArray(value) ? value : Object.values(value);
    return items.filter(item => typeof item === 'string');
  }

  /** A map of the caller's own keys, such as `metadata[ticket]=7`. */
  map(name: string): Readonly<Record<string, string>> | undefined {
    const value = this.#tree[name];
    if (value === undefined) return undefined;
    if (typeof value === 'string' || Array.isArray(value)) {
      throw invalid('Invalid hash', name);
    }
    const map: Record<string, string> = {};
    for (const [key, each] of Object.entries(value)) {
      if (typeof each !== 'string') throw invalid('Invalid hash', name);
      map[key] = each;
    }
    return map;
  }

  /** `created=7` or `created[gte]=7&created[lt]=9`, as a test on seconds. */
  range(name: string): ((at: number) => boolean) | undefined {
    const value = this.#tree[name];
    if (value === undefined) return undefined;
    if (typeof value === 'string') {
      const exact = integerOf(value, name);
      return at => at === exact;
    }
    const tests: ((at: number) => boolean)[] = [];
    for (const [operator, limit] of Object.entries(value)) {
      const param = `${name}[${operator}]`;
      if (typeof limit !== 'string') throw invalid('Invalid integer', param);
      const number = integerOf(limit, param);
      if (operator === 'gt') tests.push(at => at > number);
      else if (operator === 'gte') tests.push(at => at >= number);
      else if (operator === 'lt') tests.push(at => at < number);
      else if (operator === 'lte') tests.push(at => at <= number);
      else {
        throw new StripeFault(400, `Received unknown parameter: ${param}`, {
          code: 'parameter_unknown',
          param,
        });
      }
    }
    return at => tests.every(test => test(at));
  }

  /** The same parameters give the same text, whatever their order. */
  fingerprint(): string {
    return JSON.stringify(sorted(this.#tree));
  }
}

function integerOf(value: string, name: string): number {
  const number = Number(value);
  if (!/^-?\d+$/.test(value) || !Number.isSafeInteger(number)) {
    throw invalid(
      `Invalid integer: ${value}`,
      name,
      'parameter_invalid_integer',
    );
  }
  return number;
}

function put(tree: Mutable, name: string, value: string): void {
  const keys = name
    .split(/\[|\]\[|\]$/)
    .filter((key, at) => at === 0 || key !== '');
  const isList = name.endsWith('[]');
  const last = keys[keys.length - 1];
  let at = tree;
  for (const key of keys.slice(0, -1)) {
    const next = at[key];
    if (typeof next === 'object' && !Array.isArray(next)) {
      at = next;
    } else {
      const made: Mutable = Object.create(null);
      at[key] = made;
      at = made;
    }
  }
  const before = at[last];
  if (isList) at[last] = [...(Array.isArray(before) ? before : []), value];
  else at[last] = value;
}

function sorted(value: ParameterValue): unknown {
  if (typeof value === 'string' || Array.isArray(value)) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, each]) => [name, sorted(each)]);
}
