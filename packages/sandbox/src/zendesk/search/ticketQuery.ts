import type { DeskTicket, HelpDesk } from '../HelpDesk.ts';
import { groupOf } from '../wire/ticket.ts';

const STATUS_ORDER = ['new', 'open', 'pending', 'hold', 'solved', 'closed'];
const PRIORITY_ORDER = ['low', 'normal', 'high', 'urgent'];

/** A term such as `status<solved` or a bare word. */
interface Term {
  readonly field?: string;
  readonly operator: ':' | '<' | '>' | '<=' | '>=';
  readonly value: string;
  readonly negated: boolean;
}

/**
 * Zendesk's search language, as far as tickets, organizations and users need
 * it: `type:ticket organization:360… status<solved tags:vip "exact words"`.
 *
 * @internal
 */
export interface DeskQuery {
  readonly type?: string;
  readonly terms: readonly Term[];
}

/** Reads a query; nothing of it can be wrong, as in the real search. @internal */
export function deskQuery(text: string): DeskQuery {
  const terms = [
    ...text.matchAll(/(-)?(?:([a-z_]+)(<=|>=|:|<|>))?(?:"([^"]*)"|(\S+))/gi),
  ].map(
    ([, minus, field, operator, quoted, word]): Term => ({
      field: field?.toLowerCase(),
      operator: operatorOf(operator),
      value: (quoted ?? word ?? '').toLowerCase(),
      negated: minus !== undefined,
    }),
  );
  return {
    type: terms.find(term => term.field === 'type')?.value,
    terms: terms.filter(term => term.field !== 'type'),
  };
}

function operatorOf(text: string | undefined): Term['operator'] {
  switch (text) {
    case '<':
    case '>':
    case '<=':
    case '>=':
      return text;
    default:
      return ':';
  }
}

/** The organizations a query names by number, where it names some. @internal */
export function organizationsNamed(query: DeskQuery): number[] | undefined {
  const ids = query.terms
    .filter(
      term =>
        !term.negated &&
        (term.field === 'organization' || term.field === 'organization_id') &&
        /^\d+$/.test(term.value),
    )
    .map(term => Number(term.value));
  return ids.length > 0 ? ids : undefined;
}

/** Whether a ticket answers every term. @internal */
export function matchesTicket(
  query: DeskQuery,
  found: DeskTicket,
  desk: HelpDesk,
): boolean {
  return query.terms.every(term => accepts(term, found, desk) !== term.negated);
}

/** Whether some text answers every bare word. @internal */
export function matchesText(query: DeskQuery, text: string): boolean {
  const words = text.toLowerCase();
  return query.terms.every(term => words.includes(term.value) !== term.negated);
}

function accepts(term: Term, found: DeskTicket, desk: HelpDesk): boolean {
  const { ticket, company } = found;
  switch (term.field) {
    case undefined:
      return (
        String(ticket.id) === term.value ||
        ticket.subject.toLowerCase().includes(term.value) ||
        ticket.comments.some(comment =>
          comment.body.toLowerCase().includes(term.value),
        )
      );
    case 'organization':
    case 'organization_id':
      return (
        String(ticket.organization) === term.value ||
        company.name.toLowerCase() === term.value
      );
    case 'status':
      return ordered(STATUS_ORDER, ticket.status, term);
    case 'priority':
      return ordered(PRIORITY_ORDER, ticket.priority ?? '', term);
    case 'ticket_type':
      return ticket.type === term.value;
    case 'tags':
      return ticket.tags.includes(term.value);
    case 'group':
      return [
        String(groupOf(ticket).id),
        groupOf(ticket).name.toLowerCase(),
      ].includes(term.value);
    case 'requester':
    case 'requester_id': {
      const user = desk.user(ticket.requesterId);
      return (
        String(ticket.requesterId) === term.value ||
        (user?.kind === 'customer' &&
          user.person.email.toLowerCase() === term.value)
      );
    }
    case 'created':
      return dated(ticket.createdAt, term);
    case 'updated':
      return dated(ticket.updatedAt, term);
    case 'solved':
      return ticket.solvedAt !== undefined && dated(ticket.solvedAt, term);
    default:
      return false;
  }
}

function ordered(order: readonly string[], value: string, term: Term): boolean {
  return compared(order.indexOf(value), order.indexOf(term.value), term);
}

/** A day without a time means the whole day. */
function dated(instant: string, term: Term): boolean {
  if (/^\d{4}-\d{2}-\d{2}$/.test(term.value)) {
    return compared(
      Date.parse(instant.slice(0, 10)),
      Date.parse(term.value),
      term,
    );
  }
  return compared(Date.parse(instant), Date.parse(term.value), term);
}

function compared(left: number, right: number, term: Term): boolean {
  switch (term.operator) {
    case '<':
      return left < right;
    case '>':
      return left > right;
    case '<=':
      return left <= right;
    case '>=':
      return left >= right;
    default:
      return left === right;
  }
}
