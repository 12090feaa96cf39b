import type { VendorRequest } from '../../server/types.ts';
import type { DeskTicket } from '../HelpDesk.ts';
import { usesCursor } from '../paging.ts';
import { zendeskErrors } from '../ZendeskError.ts';

type Key = (found: DeskTicket) => string | number;

const STATUS_ORDER = ['new', 'open', 'pending', 'hold', 'solved', 'closed'];

const KEYS: Readonly<Record<string, Key>> = {
  id: each => each.ticket.id,
  updated_at: each => each.ticket.updatedAt,
  created_at: each => each.ticket.createdAt,
  status: each => STATUS_ORDER.indexOf(each.ticket.status),
  priority: each =>
    ['low', 'normal', 'high', 'urgent'].indexOf(each.ticket.priority ?? ''),
  subject: each => each.ticket.subject,
};

const CURSOR_SORTS = ['id', 'updated_at', 'status'];

/**
 * Tickets in the order a listing asks for. Cursor paging knows `sort` and three
 * fields and silently ignores `sort_by`; offset paging knows `sort_by` and
 * `sort_order` and ignores `sort`.
 *
 * @throws ZendeskError 400
 * @internal
 */
export function sortTickets(
  request: VendorRequest,
  found: readonly DeskTicket[],
): DeskTicket[] {
  let field = 'id';
  let descending = false;
  if (usesCursor(request)) {
    const sort = request.query.get('sort') ?? 'id';
    field = sort.replace(/^-/, '');
    descending = sort.startsWith('-');
    if (!CURSOR_SORTS.includes(field)) {
      throw zendeskErrors.pagination(
        'InvalidPaginationParameter',
        `sort must be one of ${CURSOR_SORTS.join(', ')}`,
      );
    }
  } else {
    field = request.query.get('sort_by') ?? 'id';
    descending = request.query.get('sort_order') === 'desc';
  }
  return sortedBy(found, field, descending);
}

/** @internal */
export function sortedBy(
  found: readonly DeskTicket[],
  field: string,
  descending: boolean,
): DeskTicket[] {
  const key = KEYS[field] ?? KEYS.id;
  const sign = descending ? -1 : 1;
  return [...found].sort((a, b) => {
    const [x, y] = [key(a), key(b)];
    if (x === y) {
      return sign * (a.ticket.id - b.ticket.id);
    }
    return x < y ? -sign : sign;
  });
}
