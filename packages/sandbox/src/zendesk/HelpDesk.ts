import { setImmediate as breathe } from 'node:timers/promises';
import type { ReadLag } from '../server/changes/ReadLag.ts';
import type { Company, Person, Staff, Ticket, World } from '../world/types.ts';
import { DeskChanges } from './DeskChanges.ts';
import type {
  OrganizationChange,
  TicketChange,
  UserChange,
} from './DeskChanges.ts';
import { OrganizationStamps } from './OrganizationStamps.ts';
import { TicketStamps } from './TicketStamps.ts';

/** Companies read between two breaths, so that a large world blocks nobody. */
const COMPANIES_A_BREATH = 100;

/** A ticket with the company it belongs to. @internal */
export interface DeskTicket {
  readonly ticket: Ticket;
  readonly company: Company;
  /** Set where it was deleted: exports alone still show it. */
  readonly deletedAt?: string;
}

/** An organization: a company has one or more. @internal */
export interface DeskOrganization {
  readonly id: number;
  readonly company: Company;
  /** Its place among the company's organizations. */
  readonly ordinal: number;
  readonly change?: OrganizationChange;
}

/** Somebody who writes in tickets. @internal */
export type DeskUser =
  | {
      readonly kind: 'customer';
      readonly person: Person;
      readonly company: Company;
      /** The default of their organizations, where the company has any. */
      readonly organization?: number;
      readonly change?: UserChange;
    }
  | { readonly kind: 'staff'; readonly staff: Staff };

/**
 * The simulated help desk: every organization, ticket and user of the world,
 * read from the company it belongs to. Edits lie over them.
 *
 * @internal
 */
export class HelpDesk {
  readonly #world: World;
  readonly #tickets = new WeakMap<Company, ReadonlyMap<number, Ticket>>();
  readonly changes: DeskChanges;
  readonly ticketStamps: TicketStamps;
  readonly organizationStamps: OrganizationStamps;

  constructor(world: World, lag: ReadLag) {
    this.#world = world;
    this.changes = new DeskChanges(lag);
    this.ticketStamps = new TicketStamps(world, this.changes);
    this.organizationStamps = new OrganizationStamps(world);
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
    return (
      company && this.organizationsOf(company).find(each => each.id === id)
    );
  }

  /** Those that were deleted are left out. */
  organizationsOf(company: Company): DeskOrganization[] {
    return company.ids.zendesk.flatMap((id, ordinal) => {
      const change = this.changes.organizations.get(id);
      return change?.deletedAt === undefined
        ? [{ id, company, ordinal, change }]
        : [];
    });
  }

  /** The organizations that carry an external id: a product account's, or what was entered. */
  byExternalId(externalId: string): DeskOrganization[] {
    const wanted = externalId.toLowerCase();
    const index = this.#world.indexOf('product', wanted);
    const own =
      index === undefined
        ? []
        : this.organizationsOf(this.company(index)).filter(
            each =>
              each.ordinal === 0 &&
              each.company.ids.product === wanted &&
              each.change?.external_id === undefined,
          );
    const entered = [...this.changes.organizations.keys()].flatMap(
      id => this.organization(id) ?? [],
    );
    return [
      ...own,
      ...entered.filter(
        each => each.change?.external_id?.toLowerCase() === wanted,
      ),
    ];
  }

  /** Every organization of the account, in the order they were made. */
  *organizations(): Generator<DeskOrganization> {
    for (let index = 0; index < this.size; index += 1) {
      yield* this.organizationsOf(this.company(index));
    }
  }

  ticket(id: number): DeskTicket | undefined {
    const found = this.ticketEvenDeleted(id);
    return found?.deletedAt === undefined ? found : undefined;
  }

  ticketEvenDeleted(id: number): DeskTicket | undefined {
    const change = this.changes.ticket(id);
    if (change) {
      return this.#changed(change);
    }
    const company = this.#companyOf(id);
    const ticket = company && this.#ticketsById(company).get(id);
    return company && ticket ? { ticket, company } : undefined;
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
    const { index } = company;
    const own = company.tickets;
    const all: readonly DeskTicket[] = this.changes.touched(index)
      ? [
          ...own
            .filter(({ id }) => this.changes.ticket(id) === undefined)
            .map(ticket => ({ ticket, company })),
          ...this.changes.ticketsOf(index).map(each => this.#changed(each)),
        ].sort((a, b) => a.ticket.id - b.ticket.id)
      : own.map(ticket => ({ ticket, company }));
    return all.filter(
      ({ ticket, deletedAt }) =>
        deletedAt === undefined &&
        (organization === undefined || ticket.organization === organization),
    );
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

  user(id: number): DeskUser | undefined {
    const staff = this.#world.staff.find(each => each.zendeskUserId === id);
    if (staff) {
      return { kind: 'staff', staff };
    }
    const company = this.#companyOf(id);
    const person = company?.people.find(each => each.zendeskUserId === id);
    return company && person ? this.#customer(company, person) : undefined;
  }

  usersOf(company: Company): DeskUser[] {
    return company.people.map(person => this.#customer(company, person));
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
              (user.change?.email ?? user.person.email).toLowerCase() ===
                wanted,
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
  edit(found: DeskTicket, changes: Partial<Ticket>, at: Date): DeskTicket {
    const ticket = {
      ...found.ticket,
      ...changes,
      updatedAt: at.toISOString(),
    };
    // A ticket goes with its organization.
    const company =
      this.organization(ticket.organization)?.company ?? found.company;
    const change = { ticket, index: company.index };
    this.changes.setTicket(change, found.company.index);
    return this.#changed(change);
  }

  /** Takes a new ticket in. */
  add(ticket: Ticket, company: Company): DeskTicket {
    const change = { ticket, index: company.index };
    this.changes.setTicket(change);
    return this.#changed(change);
  }

  /** Exports still show it; nothing else does. */
  remove({ ticket, company }: DeskTicket, at: Date): DeskTicket {
    const deletedAt = at.toISOString();
    const change = {
      ticket: { ...ticket, updatedAt: deletedAt },
      index: company.index,
      deletedAt,
    };
    this.changes.setTicket(change);
    return this.#changed(change);
  }

  #changed({ ticket, index, deletedAt }: TicketChange): DeskTicket {
    return { ticket, company: this.company(index), deletedAt };
  }

  #ticketsById(company: Company): ReadonlyMap<number, Ticket> {
    let byId = this.#tickets.get(company);
    if (!byId) {
      byId = new Map(company.tickets.map(ticket => [ticket.id, ticket]));
      this.#tickets.set(company, byId);
    }
    return byId;
  }

  #companyOf(id: number): Company | undefined {
    const index = this.#world.indexOf('zendesk', String(id));
    return index === undefined ? undefined : this.company(index);
  }

  /** Where a company has several organizations, its people are in all of them. */
  #customer(company: Company, person: Person): DeskUser {
    return {
      kind: 'customer',
      person,
      company,
      organization: this.organizationsOf(company)[0]?.id,
      change: this.changes.users.get(person.zendeskUserId),
    };
  }
}
