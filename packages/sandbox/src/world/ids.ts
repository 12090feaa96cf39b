import { hash } from './random.ts';

/**
 * Ids that look as random as the vendors' and still say where they belong: the
 * company's index and an ordinal are scrambled into the id and read back from
 * it, so that 100,000 companies need no table of ids.
 */
const INDEX_BITS = 17;
export const MAX_COMPANIES = 2 ** INDEX_BITS - 1;

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE36 = '0123456789abcdefghijklmnopqrstuvwxyz';

export interface Place {
  readonly index: number;
  readonly ordinal: number;
}

/** A bijection on (index, ordinal): four Feistel rounds on unequal halves. */
function scramble(
  key: number,
  place: Place,
  ordinalBits: number,
): { left: number; right: number } {
  const rightMask = 2 ** ordinalBits - 1;
  const leftMask = 2 ** INDEX_BITS - 1;
  let left = place.index;
  let right = place.ordinal;
  for (let round = 0; round < 4; round += 2) {
    right ^= hash(key, round, left) & rightMask;
    left ^= hash(key, round + 1, right) & leftMask;
  }
  return { left, right };
}

function unscramble(
  key: number,
  value: number,
  ordinalBits: number,
): Place | undefined {
  const rightMask = 2 ** ordinalBits - 1;
  const leftMask = 2 ** INDEX_BITS - 1;
  let left = Math.floor(value / 2 ** ordinalBits);
  let right = value % 2 ** ordinalBits;
  if (left > leftMask) return undefined;
  for (let round = 2; round >= 0; round -= 2) {
    left ^= hash(key, round + 1, right) & leftMask;
    right ^= hash(key, round, left) & rightMask;
  }
  return { index: left, ordinal: right };
}

function toBase(value: number, alphabet: string, length: number): string {
  let rest = value;
  let text = '';
  for (let i = 0; i < length; i++) {
    text = alphabet[rest % alphabet.length] + text;
    rest = Math.floor(rest / alphabet.length);
  }
  return text;
}

function fromBase(text: string, alphabet: string): number | undefined {
  let value = 0;
  for (const character of text) {
    const digit = alphabet.indexOf(character);
    if (digit < 0) return undefined;
    value = value * alphabet.length + digit;
  }
  return value;
}

/** Characters that carry nothing and are checked when an id is read back. */
function filler(
  key: number,
  code: string,
  alphabet: string,
  length: number,
): string {
  let state = hash(key, code);
  let text = '';
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    text += alphabet[(state >>> 8) % alphabet.length];
  }
  return text;
}

interface TextIdOptions {
  readonly alphabet: string;
  readonly ordinalBits: number;
  /** Characters after the prefix. */
  readonly length: number;
}

/** `prefix` + checking characters + scrambled place. */
class TextIds {
  readonly #seed: number;
  readonly #options: TextIdOptions;
  readonly #codeLength: number;
  readonly #keys = new Map<string, number>();

  constructor(seed: number, options: TextIdOptions) {
    this.#seed = seed;
    this.#options = options;
    this.#codeLength = Math.ceil(
      ((INDEX_BITS + options.ordinalBits) * Math.LN2) /
        Math.log(options.alphabet.length),
    );
  }

  encode(prefix: string, place: Place, length = this.#options.length): string {
    const { alphabet, ordinalBits } = this.#options;
    const key = this.#key(prefix);
    const { left, right } = scramble(key, place, ordinalBits);
    const code = toBase(
      left * 2 ** ordinalBits + right,
      alphabet,
      this.#codeLength,
    );
    return (
      prefix + filler(key, code, alphabet, length - this.#codeLength) + code
    );
  }

  #key(prefix: string): number {
    let key = this.#keys.get(prefix);
    if (key === undefined) {
      key = hash(this.#seed, prefix);
      // Prefixes of foreign ids are asked for too, and must not pile up
      if (this.#keys.size < 100) this.#keys.set(prefix, key);
    }
    return key;
  }

  decode(prefix: string, id: string): Place | undefined {
    const { alphabet, ordinalBits } = this.#options;
    if (!id.startsWith(prefix)) return undefined;
    const body = id.slice(prefix.length);
    if (body.length < this.#codeLength) return undefined;
    const code = body.slice(-this.#codeLength);
    const value = fromBase(code, alphabet);
    if (value === undefined) return undefined;
    const key = this.#key(prefix);
    const place = unscramble(key, value, ordinalBits);
    const expected = filler(
      key,
      code,
      alphabet,
      body.length - this.#codeLength,
    );
    return place && body.slice(0, -this.#codeLength) === expected
      ? place
      : undefined;
  }
}

const HUBSPOT_KINDS = [
  'company',
  'contact',
  'deal',
  'contract',
  'meeting',
  'call',
  'note',
  'email',
] as const;
export type HubSpotKind = (typeof HUBSPOT_KINDS)[number];
const HUBSPOT_ORDINAL_BITS = 13;
const HUBSPOT_SPAN = 2_000_000_000;

const ZENDESK_BASE = {
  organization: 360_000_000_000,
  user: 380_000_000_000,
  satisfaction: 420_000_000_000,
} as const;
export type ZendeskKind = keyof typeof ZENDESK_BASE | 'ticket';
const ZENDESK_SPAN = 20_000_000_000;
const TICKET_BASE = 1_000;
export const MAX_TICKETS = 2 ** 13;

/** How an ordinal of a Stripe object that hangs on another one is counted. */
export const LINES_PER_INVOICE = 32;
export const ATTEMPTS_PER_INVOICE = 16;
export const ITEMS_PER_SUBSCRIPTION = 16;
/** Ordinals of Stripe prices and products that belong to no company. */
export const CATALOGUE_INDEX = MAX_COMPANIES;

/** The ids of one world. */
export class Ids {
  readonly #seed: number;
  readonly #stripe: TextIds;
  readonly #product: TextIds;
  readonly #invoicePrefix: TextIds;

  constructor(seed: number) {
    this.#seed = seed;
    this.#stripe = new TextIds(seed, {
      alphabet: BASE62,
      ordinalBits: 20,
      length: 24,
    });
    this.#product = new TextIds(seed, {
      alphabet: BASE36,
      ordinalBits: 16,
      length: 12,
    });
    this.#invoicePrefix = new TextIds(seed, {
      alphabet: BASE36,
      ordinalBits: 3,
      length: 8,
    });
  }

  /** `cus`, `sub`, `in` …: customers and products have 14 characters, the rest 24. */
  stripe(prefix: string, index: number, ordinal = 0): string {
    const length = prefix === 'cus' || prefix === 'prod' ? 14 : 24;
    return this.#stripe.encode(`${prefix}_`, { index, ordinal }, length);
  }

  stripePlace(id: string): (Place & { readonly prefix: string }) | undefined {
    const cut = id.lastIndexOf('_');
    if (cut < 1) return undefined;
    const prefix = id.slice(0, cut);
    const place = this.#stripe.decode(`${prefix}_`, id);
    return place && { ...place, prefix };
  }

  /** The first half of the numbers of one Stripe customer's invoices. */
  invoicePrefix(index: number, account: number): string {
    return this.#invoicePrefix
      .encode('', { index, ordinal: account })
      .toUpperCase();
  }

  invoicePrefixPlace(prefix: string): Place | undefined {
    return this.#invoicePrefix.decode('', prefix.toLowerCase());
  }

  product(prefix: 'acct' | 'usr', index: number, ordinal = 0): string {
    return this.#product.encode(`${prefix}_`, { index, ordinal });
  }

  productPlace(id: string): (Place & { readonly kind: string }) | undefined {
    const kind = id.slice(0, Math.max(0, id.indexOf('_')));
    const place = kind ? this.#product.decode(`${kind}_`, id) : undefined;
    return place && { ...place, kind };
  }

  hubspot(kind: HubSpotKind, index: number, ordinal = 0): string {
    const { left, right } = scramble(
      hash(this.#seed, 'hubspot', kind),
      { index, ordinal },
      HUBSPOT_ORDINAL_BITS,
    );
    return String(
      (HUBSPOT_KINDS.indexOf(kind) + 1) * HUBSPOT_SPAN +
        left * 2 ** HUBSPOT_ORDINAL_BITS +
        right,
    );
  }

  hubspotPlace(
    id: string,
  ): (Place & { readonly kind: HubSpotKind }) | undefined {
    if (!/^[1-9]\d{9,11}$/.test(id)) return undefined;
    const number = Number(id);
    const kind = HUBSPOT_KINDS[Math.floor(number / HUBSPOT_SPAN) - 1];
    if (!kind) return undefined;
    const place = unscramble(
      hash(this.#seed, 'hubspot', kind),
      number % HUBSPOT_SPAN,
      HUBSPOT_ORDINAL_BITS,
    );
    return place && { ...place, kind };
  }

  zendesk(
    kind: Exclude<ZendeskKind, 'ticket'>,
    index: number,
    ordinal = 0,
  ): number {
    const { left, right } = scramble(
      hash(this.#seed, 'zendesk', kind),
      { index, ordinal },
      HUBSPOT_ORDINAL_BITS,
    );
    return ZENDESK_BASE[kind] + left * 2 ** HUBSPOT_ORDINAL_BITS + right;
  }

  /** Tickets are numbered from 1,000 up, as a help desk numbers them. */
  ticket(index: number, ordinal: number): number {
    return TICKET_BASE + index * MAX_TICKETS + ordinal;
  }

  /** Comments are numbered after their ticket. */
  comment(ticketId: number, ordinal: number): number {
    return 500_000_000_000 + ticketId * 64 + ordinal;
  }

  zendeskPlace(
    id: number,
  ): (Place & { readonly kind: ZendeskKind }) | undefined {
    if (!Number.isSafeInteger(id) || id < TICKET_BASE) return undefined;
    for (const kind of ['organization', 'user', 'satisfaction'] as const) {
      const value = id - ZENDESK_BASE[kind];
      if (value >= 0 && value < ZENDESK_SPAN) {
        const place = unscramble(
          hash(this.#seed, 'zendesk', kind),
          value,
          HUBSPOT_ORDINAL_BITS,
        );
        return place && { ...place, kind };
      }
    }
    const value = id - TICKET_BASE;
    const index = Math.floor(value / MAX_TICKETS);
    return index <= MAX_COMPANIES
      ? { kind: 'ticket', index, ordinal: value % MAX_TICKETS }
      : undefined;
  }

  /**
   * Opaque name of the catalog entity. Index 0 keeps one name whatever the
   * seed, so that links to the first story in documents stay right.
   */
  catalog(index: number): string {
    return `cus-${this.#catalogNumber(index).toString(16).padStart(6, '0')}`;
  }

  catalogPlace(name: string): Place | undefined {
    const match = /^cus-([0-9a-f]{6})$/.exec(name);
    if (!match) return undefined;
    const place = unscramble(
      hash(this.#seed, 'catalog'),
      Number.parseInt(match[1], 16) ^ this.#catalogShift(),
      7,
    );
    return place?.ordinal === 0 ? place : undefined;
  }

  #catalogNumber(index: number): number {
    return this.#catalogRaw(index) ^ this.#catalogShift();
  }

  #catalogShift(): number {
    return this.#catalogRaw(0) ^ 0x8f3a1c;
  }

  #catalogRaw(index: number): number {
    const { left, right } = scramble(
      hash(this.#seed, 'catalog'),
      { index, ordinal: 0 },
      7,
    );
    return left * 2 ** 7 + right;
  }
}
