import { invalid } from './StripeFault.ts';

export interface Clause {
  readonly field: string;
  /** The key of `metadata["key"]`. */
  readonly key?: string;
  readonly operator: ':' | '~';
  readonly value: string;
  readonly negated: boolean;
}

export interface SearchQuery {
  readonly clauses: readonly Clause[];
  readonly any: boolean;
}

const CLAUSE =
  /^(-?)([a-z_]+)(?:\[(?:"([^"]+)"|'([^']+)')\])?(:|~)(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(\d+))/;

/**
 * Stripe's search language: `field:"exact"`, `field~"part"`,
 * `metadata["key"]:"value"`, `-` before a clause, and AND or OR, never both.
 */
export function parseSearch(
  text: string,
  fields: readonly string[],
): SearchQuery {
  const clauses: Clause[] = [];
  const joints = new Set<string>();
  let rest = text.trim();
  while (rest.length > 0) {
    const match = CLAUSE.exec(rest);
    if (!match) throw syntax(text);
    const [whole, minus, field, doubleKey, singleKey, operator] = match;
    if (!fields.includes(field)) {
      throw invalid(
        `Field \`${field}\` is an unsupported search field for this resource. See http://stripe.com/docs/search#query-fields-for-${
          fields.length > 4 ? 'invoices' : 'customers'
        } for a list of supported fields.`,
        'query',
      );
    }
    const value = (match[6] ?? match[7] ?? match[8]).replace(/\\(.)/g, '$1');
    if (operator === '~' && value.length < 3) {
      throw invalid(
        'Substring matches must be at least 3 characters.',
        'query',
      );
    }
    clauses.push({
      field,
      key: doubleKey ?? singleKey,
      operator: operator === '~' ? '~' : ':',
      value,
      negated: minus === '-',
    });
    rest = rest.slice(whole.length).trim();
    if (rest.length === 0) break;
    const joint = /^(AND|OR|and|or)\s+/.exec(rest);
    if (joint) {
      joints.add(joint[1].toUpperCase());
      rest = rest.slice(joint[0].length);
      if (rest.length === 0) throw syntax(text);
    } else {
      joints.add('AND');
    }
  }
  if (clauses.length === 0 || clauses.length > 10 || joints.size > 1) {
    throw syntax(text);
  }
  return { clauses, any: joints.has('OR') };
}

function syntax(text: string) {
  return invalid(
    `We were unable to parse your search query (${text}). See https://stripe.com/docs/search#search-query-language for the search query language.`,
    'query',
  );
}

/** Whether a record with these values is meant; names do not care for case. */
export function matches(
  query: SearchQuery,
  valueOf: (clause: Clause) => string | undefined,
): boolean {
  const test = (clause: Clause) => {
    const actual = valueOf(clause)?.toLowerCase();
    const wanted = clause.value.toLowerCase();
    const hit =
      actual !== undefined &&
      (clause.operator === ':' ? actual === wanted : actual.includes(wanted));
    return hit !== clause.negated;
  };
  return query.any ? query.clauses.some(test) : query.clauses.every(test);
}
