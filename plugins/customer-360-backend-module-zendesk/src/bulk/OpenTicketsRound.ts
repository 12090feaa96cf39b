import {
  isOpenTicket,
  MAX_RECORDS,
  newestFirst,
  type Ticket,
  type TicketsData,
} from '@customer-360/backstage-plugin-customer-360-common';

const MISSING =
  'Read of all organizations at once: without most of what is closed, and some minutes old';

interface OfOrganization {
  readonly tickets: Map<string, Ticket>;
  readonly gaps: Set<string>;
}

/**
 * What one round has found so far, by organization: the tickets come in the
 * order of their creation, those of one organization on many pages.
 *
 * @internal
 */
export class OpenTicketsRound {
  readonly #byOrganization = new Map<number, OfOrganization>();

  constructor(readonly id: string) {}

  add(organization: number, ticket: Ticket, gaps: readonly string[]): void {
    const known = this.#byOrganization.get(organization) ?? {
      tickets: new Map(),
      gaps: new Set(),
    };
    this.#byOrganization.set(organization, known);
    known.tickets.set(ticket.id, ticket);
    gaps.forEach(gap => known.gaps.add(gap));
  }

  /** Of whom nothing was found nothing is open. */
  of(organization: number): {
    data: TicketsData;
    missing: string[];
    figuresWhole: boolean;
  } {
    const { tickets, gaps } = this.#byOrganization.get(organization) ?? {
      tickets: new Map<string, Ticket>(),
      gaps: new Set<string>(),
    };
    const all = [...tickets.values()].sort(
      newestFirst(({ updatedAt }) => updatedAt),
    );
    const open = all.filter(isOpenTicket);
    if (all.length > MAX_RECORDS) {
      gaps.add('There are more tickets than could be kept');
    }
    return {
      data: {
        tickets: all.slice(0, MAX_RECORDS),
        open: open.slice(0, MAX_RECORDS),
      },
      missing: [MISSING, ...gaps],
      figuresWhole: gaps.size === 0,
    };
  }
}
