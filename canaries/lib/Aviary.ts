import { canariesOf, isTime, type Canary } from './canaries.ts';
import type { Customer } from './customers.ts';
import type { Mark } from './SandboxMarks.ts';

const MOST_REMEMBERED = 400;

/** All canaries, and how each of them looks in an answer. */
export class Aviary {
  readonly #everywhere = new Map<string, Canary>();
  readonly #times = new Map<string, Map<string, Canary>>();
  readonly #byCustomer = new Map<string, Canary[]>();

  readonly #heard = new Map<string, ReadonlySet<Canary>>();

  /** Those that were added last. */
  of(customer: string): readonly Canary[] {
    return this.#byCustomer.get(customer) ?? [];
  }

  /** In addition to those of before, which may still be about. */
  add(customer: Customer, marks: readonly Mark[]): void {
    this.#heard.clear();
    const canaries = canariesOf(customer, marks);
    this.#byCustomer.set(
      customer.name,
      canaries.map(([canary]) => canary),
    );
    for (const [canary, mark] of canaries) {
      this.#addForms(canary, formsOf(mark));
    }
    // What all deals come to that may be shown.
    const deals = canaries.filter(
      ([{ kind, requirement }]) => kind === 'deal.amount' && requirement,
    );
    const sum = deals.reduce(
      (total, [, { value }]) => total + Number(value),
      0,
    );
    for (const [canary] of deals.slice(0, 1)) {
      this.#addForms(canary, [String(sum)]);
    }
  }

  #addForms(canary: Canary, forms: readonly string[]): void {
    if (isTime(canary.kind)) {
      const times = this.#times.get(canary.customer) ?? new Map();
      this.#times.set(canary.customer, times);
      for (const form of forms) {
        times.set(form, canary);
      }
      return;
    }
    for (const form of forms) {
      this.#everywhere.set(form, canary);
    }
  }

  /** Those that sing in a text; times only those of one customer. */
  heardIn(text: string, customer = ''): ReadonlySet<Canary> {
    const key = `${customer} ${text}`;
    const heard = this.#heard.get(key) ?? this.#listen(text, customer);
    // Those who may see the same are told the same, one soon after the other.
    this.#heard.delete(key);
    this.#heard.set(key, heard);
    if (this.#heard.size > MOST_REMEMBERED) {
      const [oldest] = this.#heard.keys();
      this.#heard.delete(oldest);
    }
    return heard;
  }

  #listen(text: string, customer: string): ReadonlySet<Canary> {
    const heard = new Set<Canary>();
    const times = this.#times.get(customer);
    for (const word of wordsIn(text)) {
      const canary = this.#everywhere.get(word) ?? times?.get(word);
      if (canary) {
        heard.add(canary);
      }
    }
    return heard;
  }
}

function formsOf({ kind, value }: Mark): string[] {
  if (kind === 'ticket.id') {
    // Too short to be told from a count, were it not for what is around it.
    return [`tickets/${value}`, idWord(value)];
  }
  if (typeof value === 'number' && !kind.endsWith('.id')) {
    return [value, value * 12, Math.round(value / 12)].map(String);
  }
  return [String(value)];
}

/** A number that stands where an id stands. */
function idWord(id: string | number): string {
  return `id ${id}`;
}

const WORD = /mark[a-z]{14}/g;
const TOKEN = /[A-Za-z0-9_]{6,}/g;
const INVOICE_NUMBER = /[A-Z0-9]{4,}-\d{4}/g;
const FIGURE = /\d[\d.,'\u00a0\u202f ]{4,}\d/g;
const TIME = /\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z)?/g;
const SHORT_ID = /"(?:id|ticketId)": ?"(\d{3,9})"/g;
const TICKET_URL = /tickets\/\d+/g;

/** Everything in a text that may be a canary in any form. */
function* wordsIn(text: string): Iterable<string> {
  for (const pattern of [WORD, TOKEN, INVOICE_NUMBER, TIME, TICKET_URL]) {
    for (const [word] of text.matchAll(pattern)) {
      yield word;
    }
  }
  for (const [, id] of text.matchAll(SHORT_ID)) {
    yield idWord(id);
  }
  for (const [day] of text.matchAll(/\d{4}-\d{2}-\d{2}(?=T)/g)) {
    yield day;
  }
  // An amount as people write it: € 592,595,052.92
  for (const [figure] of text.matchAll(FIGURE)) {
    yield figure.replace(/\D/g, '');
  }
}
