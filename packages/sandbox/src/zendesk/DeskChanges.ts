import type { ReadLag } from '../server/changes/ReadLag.ts';
import { Versions } from '../server/changes/Versions.ts';
import type { Ticket } from '../world/types.ts';

/** A ticket as it was changed, or came in. @internal */
export interface TicketChange {
  readonly ticket: Ticket;
  /** The company whose organization it belongs to. */
  readonly index: number;
  readonly deletedAt?: string;
}

/** What was changed of an organization. @internal */
export interface OrganizationChange {
  readonly name?: string;
  readonly details?: string;
  readonly notes?: string;
  readonly external_id?: string | null;
  readonly domain_names?: readonly string[];
  readonly tags?: readonly string[];
  readonly organization_fields?: Readonly<Record<string, string | null>>;
  readonly updatedAt: string;
  readonly deletedAt?: string;
}

/** What was changed of a user. @internal */
export interface UserChange {
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string | null;
  readonly notes?: string;
  readonly details?: string;
  readonly tags?: readonly string[];
  readonly updatedAt: string;
}

/** Above every number that the world's own tickets have. */
const FIRST_LATER_TICKET = 2_000_000_000;

/** What callers changed at the help desk. @internal */
export class DeskChanges {
  readonly #tickets: Versions<number, TicketChange>;
  readonly organizations: Versions<number, OrganizationChange>;
  readonly users: Versions<number, UserChange>;
  /** Tickets that were ever a company's, by its index. */
  readonly #homes = new Map<number, Set<number>>();
  #nextTicket = FIRST_LATER_TICKET;

  constructor(lag: ReadLag) {
    this.#tickets = new Versions(lag);
    this.organizations = new Versions(lag);
    this.users = new Versions(lag);
  }

  newTicketId(): number {
    const id = this.#nextTicket;
    this.#nextTicket += 1;
    return id;
  }

  ticket(id: number): TicketChange | undefined {
    return this.#tickets.get(id);
  }

  /** @param from - the company that it belonged to */
  setTicket(change: TicketChange, from = change.index): void {
    for (const index of [from, change.index]) {
      const home = this.#homes.get(index) ?? new Set();
      this.#homes.set(index, home.add(change.ticket.id));
    }
    this.#tickets.set(change.ticket.id, change);
  }

  /** Tickets that were changed or came in, in no order. */
  *tickets(): Generator<TicketChange> {
    for (const id of this.#tickets.keys()) {
      const change = this.#tickets.get(id);
      if (change) {
        yield change;
      }
    }
  }

  /** A company's tickets that were changed or came to it. */
  ticketsOf(index: number): readonly TicketChange[] {
    return [...(this.#homes.get(index) ?? [])].flatMap(id => {
      const change = this.#tickets.get(id);
      return change?.index === index ? [change] : [];
    });
  }

  /** Whether anything of a company's tickets was ever changed. */
  touched(index: number): boolean {
    return this.#homes.has(index);
  }
}
