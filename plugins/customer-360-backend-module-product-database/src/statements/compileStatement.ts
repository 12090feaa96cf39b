/** A configured statement, ready to be bound. */
export interface CompiledStatement {
  /** With a question mark for each binding; nothing else in it is one. */
  readonly text: string;
  /** What is bound, in the order of the question marks. */
  readonly bindings: readonly BindingName[];
}

/**
 * What a statement may ask for; all are bound, never written into the text.
 * Days are `YYYY-MM-DD` in UTC.
 */
export const BINDING_NAMES = [
  /** Id of the account that is read. */
  'accountId',
  /** What a caller gave: an id or an e-mail address. */
  'value',
  /** Domain of a customer that is not linked. */
  'domain',
  /** Id of the last account of the page before; empty for the first page. */
  'after',
  /** Today. */
  'today',
  /** 30 days ago. */
  'before',
  /** 90 days ago. */
  'since',
  /** From when on what has changed is read: a point in time, ISO 8601 UTC. */
  'changedSince',
  /** The account that was read last of those that changed at that time. */
  'afterAccount',
  /** As many rows as are read at the most. */
  'cap',
] as const;

export type BindingName = (typeof BINDING_NAMES)[number];

/**
 * The pieces of SQL that all three databases read alike. What they read
 * differently (a backslash before a quote, a comment in a comment) is refused
 * below, so that no text can mean more to the database than it does here.
 */
const TOKEN =
  /(?<literal>'(?:[^']|'')*')|(?<identifier>"(?:[^"]|"")*"|`(?:[^`]|``)*`)|(?<comment>--[^\n]*|\/\*[\s\S]*?\*\/)|(?<cast>::)|:(?<binding>[A-Za-z_]\w*)|(?<other>[\s\S])/gy;

/**
 * Reads a configured statement once, at start.
 *
 * @param required - the binding without which the statement would read other
 *   accounts too
 * @throws Error that says what is wrong with the statement, without quoting it
 */
export function compileStatement(
  sql: string,
  required: BindingName,
): CompiledStatement {
  const statement = sql.trim().replace(/;$/, '');
  const bindings: BindingName[] = [];
  let text = '';
  let depth = 0;
  for (const { 0: token, groups = {} } of statement.matchAll(TOKEN)) {
    const { literal, identifier, comment, binding, other } = groups;
    if (/\?/.test(token)) {
      throw new Error(
        'must not contain a question mark; write jsonb_exists() for the operator',
      );
    }
    if (literal !== undefined && token.includes('\\')) {
      throw new Error('must not contain a backslash in a text literal');
    }
    if (comment !== undefined) {
      refuseAmbiguousComment(comment);
      text += ' ';
      continue;
    }
    if (binding !== undefined) {
      bindings.push(bindingNamed(binding));
      text += '?';
      continue;
    }
    if (other !== undefined) {
      depth += depthOf(other);
      if (depth < 0) {
        throw new Error('has a closing bracket too many');
      }
    }
    text += identifier ?? token;
  }
  if (depth > 0) {
    throw new Error('has an opening bracket too many');
  }
  if (!/^\s*(select|with)\b/i.test(text)) {
    throw new Error('must be one SELECT statement');
  }
  if (!bindings.includes(required)) {
    throw new Error(`must bind :${required}`);
  }
  return { text, bindings };
}

function bindingNamed(name: string): BindingName {
  const known = BINDING_NAMES.find(each => each === name);
  if (known === undefined) {
    throw new Error(
      `binds :${name}, which there is not; there are ${BINDING_NAMES.map(
        each => `:${each}`,
      ).join(', ')}`,
    );
  }
  return known;
}

function refuseAmbiguousComment(comment: string) {
  if (
    comment.startsWith('--')
      ? !/^--(\s|$)/.test(comment)
      : /^\/\*[!+]|\/\*[\s\S]*\/\*/.test(comment)
  ) {
    throw new Error('has a comment that databases read differently');
  }
}

function depthOf(character: string): number {
  switch (character) {
    case ';':
      throw new Error('must be a single statement');
    case "'":
    case '"':
    case '`':
      throw new Error('has a quote that is not closed');
    case '$':
    case '#':
    case '\\':
      throw new Error(`must not contain ${character} outside of quotes`);
    case '(':
      return 1;
    case ')':
      return -1;
    default:
      return 0;
  }
}
