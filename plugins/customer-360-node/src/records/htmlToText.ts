const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  bull: '•',
  euro: '€',
};

/** Elements whose end begins a new line. */
const BLOCKS: ReadonlySet<string> = new Set(
  'address article blockquote br div dd dl dt footer h1 h2 h3 h4 h5 h6 header hr li ol p pre section table tr ul'.split(
    ' ',
  ),
);

/** Elements whose content is no text for people. */
const SILENT: ReadonlySet<string> = new Set([
  'script',
  'style',
  'head',
  'title',
  'template',
  'noscript',
]);

/** More than this is never unpacked: a note is a note. */
const MAX_INPUT = 200_000;

/**
 * The words of an HTML fragment, for notes and comments that vendors keep as
 * HTML. The result is plain text to be shown as text; it is not made to be put
 * back into HTML. One pass over the input, whatever it looks like.
 *
 * @param maxLength - longer texts end in an ellipsis
 * @public
 */
export function htmlToText(html: string, maxLength = 4000): string {
  const input = html.slice(0, MAX_INPUT);
  const parts: string[] = [];
  let at = 0;
  let silent: string | undefined;
  while (at < input.length) {
    const open = input.indexOf('<', at);
    const end = open === -1 ? input.length : open;
    if (!silent) {
      parts.push(input.slice(at, end).replace(/\s+/g, ' '));
    }
    if (open === -1) {
      break;
    }
    if (input.startsWith('<!--', open)) {
      const close = input.indexOf('-->', open + 4);
      at = close === -1 ? input.length : close + 3;
      continue;
    }
    const tag = /^<(\/?)([a-zA-Z][a-zA-Z0-9]*)/.exec(
      input.slice(open, open + 32),
    );
    if (!tag && input[open + 1] !== '!' && input[open + 1] !== '?') {
      // A lone "<" in a sentence.
      if (!silent) {
        parts.push('<');
      }
      at = open + 1;
      continue;
    }
    at = endOfTag(input, open);
    const name = tag?.[2].toLowerCase() ?? '';
    const closing = tag?.[1] === '/';
    if (silent) {
      silent = closing && name === silent ? undefined : silent;
    } else if (SILENT.has(name) && !closing) {
      silent = name;
    } else if (name === 'li' && !closing) {
      parts.push('\n• ');
    } else if (BLOCKS.has(name)) {
      parts.push('\n');
    }
  }
  return shorten(tidy(decodeEntities(parts.join(''))), maxLength);
}

/** Past the ">" that closes the tag, not one inside a quoted attribute. */
function endOfTag(input: string, open: number): number {
  let quote: string | undefined;
  for (let at = open + 1; at < input.length; at++) {
    const char = input[at];
    if (quote) {
      quote = char === quote ? undefined : quote;
    } else if (char === '"' || char === "'") {
      quote = char;
    } else if (char === '>') {
      return at + 1;
    }
  }
  return input.length;
}

function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]{2,6}));/g,
    (entity, decimal, hex, name) => {
      if (name !== undefined) {
        return Object.hasOwn(NAMED, name) ? NAMED[name] : entity;
      }
      const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
      const speakable =
        code >= 32 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
      return speakable ? String.fromCodePoint(code) : '';
    },
  );
}

function tidy(text: string): string {
  return (
    text
      .split('\n')
      .map(line => line.replace(/[^\S\n]+/g, ' ').trim())
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      // Control characters would forge lines in a log or a terminal.
      .replace(/(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '')
      .trim()
  );
}

function shorten(text: string, maxLength: number): string {
  return text.length <= maxLength ? text : `${text.slice(0, maxLength - 1)}…`;
}
