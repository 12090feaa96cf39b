import type { VendorRequest } from '../../server/types.ts';
import type { Caller } from '../auth.ts';
import type { DeskEvents } from '../DeskEvents.ts';
import type { DeskTicket, HelpDesk } from '../HelpDesk.ts';
import { zendeskErrors } from '../ZendeskError.ts';

/**
 * What a handler is given.
 *
 * @internal
 */
export interface ZendeskCall {
  readonly request: VendorRequest;
  readonly caller: Caller;
  readonly desk: HelpDesk;
  readonly events: DeskEvents;
  /** Scheme and host as the caller named them: links are built from them. */
  readonly origin: string;
  readonly now: Date;
  /** Whether lists, searches and exports show the company at an index. */
  lists(index: number): boolean;
  /** Which of the two satisfaction systems the account uses. */
  readonly satisfaction: 'legacy' | 'surveys';
}

/**
 * An id of a path or a query.
 *
 * @throws ZendeskError 400
 * @internal
 */
export function numericId(value: string): number {
  if (!/^\d{1,15}$/.test(value)) {
    throw zendeskErrors.invalidId();
  }
  return Number(value);
}

/**
 * The numbers of a list such as `ids=1,2`; what is no number is passed over.
 *
 * @throws ZendeskError 400 when it is missing or longer than 100
 * @internal
 */
export function idList(request: VendorRequest, name: string): string[] {
  const values = (request.query.get(name) ?? '').split(',').filter(Boolean);
  if (values.length === 0 || values.length > 100) {
    throw zendeskErrors.invalidParameter(name, 'must name 1 to 100 records');
  }
  return values;
}

/**
 * Whether the caller may see a ticket: those of a private group are for its
 * members and admins alone.
 *
 * @internal
 */
export function maySee(call: ZendeskCall, { ticket }: DeskTicket): boolean {
  return call.caller.role === 'admin' || !ticket.privateGroup;
}

/**
 * The ticket of a path.
 *
 * @throws ZendeskError 404, or 403 for one of a private group
 * @internal
 */
export function requireTicket(call: ZendeskCall, id: string): DeskTicket {
  const found = call.desk.ticket(numericId(id));
  if (!found) {
    throw zendeskErrors.notFound();
  }
  if (!maySee(call, found)) {
    throw zendeskErrors.forbidden();
  }
  return found;
}

/**
 * The body as a JSON object.
 *
 * @throws ZendeskError 400
 * @internal
 */
export function jsonBody(request: VendorRequest): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(request.body.toString('utf8'));
    if (isRecord(value)) {
      return value;
    }
  } catch {
    // Answered below: Zendesk does not tell bad JSON from a wrong shape.
  }
  throw zendeskErrors.invalidParameter('body', 'must be JSON');
}

/** @internal */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
