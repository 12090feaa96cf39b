const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** `[` and `{` differ in this bit alone, and so do `]` and `}`. */
const CASE = 0x20;
const OPENING = 0x7b;
const CLOSING = 0x7d;

/**
 * Looks at the nesting of a JSON text before it is parsed. V8 parses a million
 * brackets without a word; it is the code that walks the value afterwards (a
 * recursive schema, JSON.stringify) that runs out of stack.
 *
 * @internal
 */
export function isShallow(json: Buffer, maxDepth: number): boolean {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < json.length; i++) {
    const byte = json[i];
    if (quoted) {
      if (byte === BACKSLASH) {
        i += 1;
      } else if (byte === QUOTE) {
        quoted = false;
      }
    } else if (byte === QUOTE) {
      quoted = true;
    } else if ((byte | CASE) === OPENING) {
      depth += 1;
      if (depth > maxDepth) {
        return false;
      }
    } else if ((byte | CASE) === CLOSING) {
      depth -= 1;
    }
  }
  return true;
}
