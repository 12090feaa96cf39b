import type {
  FacetDataMap,
  FacetId,
  LookupKind,
} from '@customer-360/backstage-plugin-customer-360-common';

/** Enough of a kind to see its calls; each costs some. */
const MAX_OF_A_KIND = 3;

/**
 * What a caller could give to say who they are, taken from what was read: the
 * lookups are asked for things that exist.
 */
export class FoundKeys {
  readonly #values = new Map<LookupKind, Set<string>>();

  /** Remembers the keys in a reading of a facet. */
  addReading<F extends FacetId>(facet: F, data: FacetDataMap[F]): void {
    this.#readers[facet]?.(data);
  }

  add(kind: LookupKind, value: string | undefined): void {
    const values = this.#values.get(kind) ?? new Set();
    this.#values.set(kind, values);
    if (value && values.size < MAX_OF_A_KIND) {
      values.add(value);
    }
  }

  of(kind: LookupKind): string[] {
    return [...(this.#values.get(kind) ?? [])];
  }

  readonly #readers: {
    [F in FacetId]?: (data: FacetDataMap[F]) => void;
  } = {
    invoices: ({ invoices }) =>
      invoices.forEach(({ number }) => this.add('invoice', number)),
    tickets: ({ tickets }) =>
      tickets.forEach(({ id }) => this.add('ticket', id)),
    contacts: ({ contacts }) =>
      contacts.forEach(({ email }) => this.add('email', email)),
    activity: ({ users }) =>
      users.forEach(({ id, email }) => {
        this.add('user', id);
        this.add('email', email);
      }),
  };
}
