import { setImmediate as breathe } from 'node:timers/promises';
import type { Company, Person, Staff, Ticket, World } from '../world/types.ts';

/** Companies read between two breaths, so that a large world blocks nobody. */
const COMPANIES_A_BREATH = 100;

/** A ticket with the company it belongs to. @internal */
export interface DeskTicket {
  readonly ticket: Ticket;
  readonly company: Company;
}

/** An organization: a company has one or more. @internal */
export interface DeskOrganization {
  readonly id: number;
  readonly company: Company;
  /** Its place among the company's organizations. */
  readonly ordinal: number;
}

/** Somebody who writes in tickets. @internal */
export type DeskUser =
  | {
      readonly kind: 'customer';
      readonly person: Person;
      readonly company: Company;
      /** The default of their organizations, where the company has any. */
      readonly organization?: number;
    }
  | { readonly kind: 'staff'; readonly staff: Staff };

/** A place in the account-wide list of tickets. */
interface TicketStamp {
  readonly id: number;
  readonly updatedAt: string;
}

/**
 * The simulated help desk: every organization, ticket and user of the world,
 * read from the company it belongs to. Edits lie over them.
 *
 * @internal
 */
export class HelpDesk {
  readonly #world: World;
  readonly #edits = new Map<number, Ticket>();
  readonly #tickets = new WeakMap<Company, ReadonlyMap<number, Ticket>>();
  #stamps: Promise<TicketStamp[]> | undefined;

  constructor(world: World) {
    this.#world = world;
  }

  get size(): number {
    return this.#world.size;
  }

  /** Midnight of the day the world was made for. */
  get today(): string {
    return this.#world.today;
  }

  company(index: number): Company {
    return this.#world.company(index);
  }

  organization(id: number): DeskOrganization | undefined {
    const company = this.#companyOf(id);
    const ordinal = company?.ids.zendesk.indexOf(id) ?? -1;
    return company && ordinal >= 0 ? { id, company, ordinal } : undefined;
  }

  organizationsOf(company: Company): DeskOrganization[] {
    return company.ids.zendesk.map((id, ordinal) => ({ id, company, ordinal }));
  }

  /** The organization that carries a product account as its external id. */
  byExternalId(externalId: string): DeskOrganization[] {
    const index = this.#world.indexOf('product', externalId.toLowerCase());
    const company = index === undefined ? undefined : this.company(index);
    return company?.ids.product === externalId.toLowerCase()
      ? this.organizationsOf(company).slice(0, 1)
      : [];
  }

  /** Every organization of the account, in the order they were made. */
  *organizations(): Generator<DeskOrganization> {
    for (let index = 0; index < this.size; index += 1) {
      yield* this.organizationsOf(this.company(index));
    }
  }

  ticket(id: number): DeskTicket | undefined {
    const company = this.#companyOf(id);
    const ticket = company && this.#ticketsById(company).get(id);
    return company && ticket
      ? { ticket: this.#edited(ticket), company }
      : undefined;
  }

  /** The ticket that a rating of the legacy system was given for. */
  ticketOfRating(id: number): DeskTicket | undefined {
    const company = this.#companyOf(id);
    return (
      company &&
      this.ticketsOf(company).find(
        ({ ticket }) => ticket.satisfaction?.id === id,
      )
    );
  }

  /** Of all a company's organizations, or of one. */
  ticketsOf(company: Company, organization?: number): DeskTicket[] {
    return company.tickets
      .filter(
        ticket =>
          organization === undefined || ticket.organization === organization,
      )
      .map(ticket => ({ ticket: this.#edited(ticket), company }));
  }

  /** Every ticket of the account, company by company. */
  async *tickets(): AsyncGenerator<DeskTicket> {
    for (let index = 0; index < this.size; index += 1) {
      yield* this.ticketsOf(this.company(index));
      if (index % COMPANIES_A_BREATH === 0) {
        await breathe();
      }
    }
  }

  /** Every ticket of the account, the one changed longest ago first. */
  async ticketStamps(): Promise<readonly TicketStamp[]> {
    this.#stamps ??= this.#readStamps();
    return this.#stamps;
  }

  user(id: number): DeskUser | undefined {
    const staff = this.#world.staff.find(each => each.zendeskUserId === id);
    if (staff) {
      return { kind: 'staff', staff };
    }
    const company = this.#companyOf(id);
    const person = company?.people.find(each => each.zendeskUserId === id);
    return company && person ? customer(company, person) : undefined;
  }

  usersOf(company: Company): DeskUser[] {
    return company.people.map(person => customer(company, person));
  }

  staff(): DeskUser[] {
    return this.#world.staff.map(staff => ({ kind: 'staff', staff }));
  }

  staffByKey(key: string | undefined): Staff | undefined {
    return this.#world.staff.find(each => each.key === key);
  }

  /** The users with an e-mail address; domains are one company's alone. */
  usersByEmail(email: string): DeskUser[] {
    const wanted = email.toLowerCase();
    const staff = this.staff().filter(
      user => user.kind === 'staff' && user.staff.email === wanted,
    );
    const index = this.#world.indexOfDomain(wanted.split('@')[1] ?? '');
    return index === undefined
      ? staff
      : [
          ...staff,
          ...this.usersOf(this.company(index)).filter(
            user =>
              user.kind === 'customer' &&
              user.person.email.toLowerCase() === wanted,
          ),
        ];
  }

  /** The user that carries a product user as their external id. */
  usersByExternalId(externalId: string): DeskUser[] {
    const index = this.#world.indexOf('product', externalId);
    return index === undefined
      ? []
      : this.usersOf(this.company(index)).filter(
          user =>
            user.kind === 'customer' &&
            user.person.productUserId === externalId,
        );
  }

  /** Changes a ticket as an agent would. */
  edit(ticket: Ticket, changes: Partial<Ticket>, at: Date): Ticket {
    const edited = { ...ticket, ...changes, updatedAt: at.toISOString() };
    this.#edits.set(ticket.id, edited);
    this.#stamps = this.#stamps?.then(stamps =>
      [
        ...stamps.filter(stamp => stamp.id !== ticket.id),
        { id: ticket.id, updatedAt: edited.updatedAt },
      ].sort(byAge),
    );
    return edited;
  }

  #ticketsById(company: Company): ReadonlyMap<number, Ticket> {
    let byId = this.#tickets.get(company);
    if (!byId) {
      byId = new Map(company.tickets.map(ticket => [ticket.id, ticket]));
      this.#tickets.set(company, byId);
    }
    return byId;
  }

  #edited(ticket: Ticket): Ticket {
    return this.#edits.get(ticket.id) ?? ticket;
  }

  #companyOf(id: number): Company | undefined {
    const index = this.#world.indexOf('zendesk', String(id));
    return index === undefined ? undefined : this.company(index);
  }

  async #readStamps(): Promise<TicketStamp[]> {
    const stamps: TicketStamp[] = [];
    for await (const { ticket } of this.tickets()) {
      stamps.push({ id: ticket.id, updatedAt: ticket.updatedAt });
    }
    return stamps.sort(byAge);
  }
}

function byAge(a: TicketStamp, b: TicketStamp): number {
  if (a.updatedAt !== b.updatedAt) {
    return a.updatedAt < b.updatedAt ? -1 : 1;
  }
  return a.id - b.id;
}

/** Where a company has several organizations, its people are in all of them. */
function customer(company: Company, person: Person): DeskUser {
  return {
    kind: 'customer',
    person,
    company,
    organization: company.ids.zendesk[0],
  };
}
