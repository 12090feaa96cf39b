import {
  MAX_RECORDS,
  toShortText,
  type FeedbackData,
  newestFirst,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { WireTicket } from '../api/wire';
import { findTickets, readTickets } from '../reads/findTickets';
import type { OrganizationReads } from '../reads/OrganizationReads';
import { readNewestTickets } from '../reads/readTicketPage';
import type { ReadFacet } from './FacetReads';

type Item = FeedbackData['items'][number];

const DONE: ReadonlySet<string> = new Set(['solved', 'closed']);
const MAX_PROBLEMS = 100;

/**
 * Tickets that config calls feedback by a tag, and the ongoing problems that
 * the customer's open incidents hang on.
 *
 * @internal
 */
export const readFeedback: ReadFacet<FeedbackData> = async reads => {
  const newest = await readNewestTickets(reads);
  const whole = newest.nextCursor === undefined;
  const tagged = whole
    ? { tickets: newest.batch.tickets, truncated: false }
    : await readTagged(reads, newest.batch.tickets);
  const items = tagged.tickets.flatMap(ticket => {
    const kind = kindOf(reads, ticket);
    return kind ? [itemOf(reads, ticket, kind)] : [];
  });
  items.push(...(await readProblems(reads, newest.batch.tickets)));
  items.sort(newestFirst(({ at }) => at));
  return {
    data: { items: items.slice(0, MAX_RECORDS) },
    truncated: tagged.truncated || items.length > MAX_RECORDS || !whole,
  };
};

function kindOf(
  { config }: OrganizationReads,
  { tags }: WireTicket,
): Item['kind'] | undefined {
  const tag = Object.keys(config.feedback.tags).find(name =>
    tags.includes(name),
  );
  return tag === undefined ? undefined : config.feedback.tags[tag];
}

/** One search for each tag: what two of them in one search mean is not said. */
async function readTagged(
  reads: OrganizationReads,
  newest: readonly WireTicket[],
): Promise<{ tickets: WireTicket[]; truncated: boolean }> {
  const found = await Promise.all(
    Object.keys(reads.config.feedback.tags).map(tag =>
      findTickets(reads, `tags:${tag}`),
    ),
  );
  const byId = new Map(
    [...found.flatMap(({ batch }) => batch.tickets), ...newest].map(ticket => [
      ticket.id,
      ticket,
    ]),
  );
  return {
    tickets: [...byId.values()],
    truncated: found.some(({ truncated }) => truncated),
  };
}

/**
 * A problem ticket may have been opened by another customer: its subject is
 * shown only where it is this one's, our own, or nobody's.
 */
async function readProblems(
  reads: OrganizationReads,
  tickets: readonly WireTicket[],
): Promise<Item[]> {
  const ids = new Set(
    tickets
      .filter(({ type, status }) => type === 'incident' && !DONE.has(status))
      .flatMap(({ problem_id: id }) => id ?? []),
  );
  const problems = await readTickets(reads, [...ids].slice(0, MAX_PROBLEMS));
  const { ownOrganizations } = reads.config.feedback;
  return problems.tickets
    .filter(({ status }) => !DONE.has(status))
    .map(problem => {
      const { organization_id: organization } = problem;
      const mayName =
        organization === null ||
        organization === undefined ||
        organization === reads.organizationId ||
        ownOrganizations.includes(organization);
      return itemOf(
        reads,
        mayName ? problem : { ...problem, subject: undefined },
        'problem',
      );
    });
}

function itemOf(
  reads: OrganizationReads,
  ticket: WireTicket,
  kind: Item['kind'],
): Item {
  const unnamed = kind === 'problem' ? 'Known problem' : 'Ticket';
  return {
    source: reads.sourceId,
    id: String(ticket.id),
    url: reads.links.ticket(ticket.id),
    title: toShortText(ticket.subject || `${unnamed} ${ticket.id}`),
    kind,
    status: DONE.has(ticket.status) ? 'closed' : 'open',
    at: ticket.created_at,
  };
}
