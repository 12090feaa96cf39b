import type { VendorResponse } from '../../server/types.ts';
import type { Company, Ticket } from '../../world/types.ts';
import type { DeskTicket } from '../HelpDesk.ts';
import { userId } from '../wire/user.ts';
import { wireTicket } from '../wire/ticket.ts';
import { zendeskErrors } from '../ZendeskError.ts';
import { isRecord, jsonBody, requireTicket } from './ZendeskCall.ts';
import type { ZendeskCall } from './ZendeskCall.ts';

type Parameters = Readonly<Record<string, string>>;
type Fields = Readonly<Record<string, unknown>>;

const STATUSES: readonly Ticket['status'][] = [
  'new',
  'open',
  'pending',
  'hold',
  'solved',
  'closed',
];
const PRIORITIES: readonly NonNullable<Ticket['priority']>[] = [
  'urgent',
  'high',
  'normal',
  'low',
];
const TYPES: readonly Ticket['type'][] = [
  'problem',
  'incident',
  'question',
  'task',
];

/** `PUT /tickets/{id}`: fields and a comment. @internal */
export function updateTicket(
  call: ZendeskCall,
  parameters: Parameters,
): VendorResponse {
  call.caller.require('tickets', 'write');
  const before = requireTicket(call, parameters.id);
  const { ticket } = before;
  if (ticket.status === 'closed') {
    throw zendeskErrors.recordInvalid(
      'status',
      'closed prevents ticket update',
    );
  }
  const given = ticketOf(call);
  const changes = givenFields(call, given);
  const status = changes.status ?? ticket.status;
  const after = call.desk.edit(
    before,
    {
      ...changes,
      comments: [
        ...ticket.comments,
        ...commentOf(call, ticket, given.comment, 'sam'),
      ],
      solvedAt: solvedAt(call, ticket, status),
    },
    call.now,
  );
  call.events.ticketChanged(before, after);
  return answer(call, 200, after);
}

/** `POST /tickets` @internal */
export function createTicket(call: ZendeskCall): VendorResponse {
  call.caller.require('tickets', 'write');
  const given = ticketOf(call);
  const fields = givenFields(call, given);
  const company = companyOf(call, given);
  // Whoever opens it is its requester where nobody else can be.
  const [requester] = [...call.desk.usersOf(company), ...call.desk.staff()];
  const at = call.now.toISOString();
  const draft: Ticket = {
    subject: 'No subject',
    status: 'new',
    priority: null,
    type: 'question',
    tags: [],
    ...fields,
    id: call.desk.changes.newTicketId(),
    organization: fields.organization ?? company.ids.zendesk[0],
    requesterId: requesterOf(call, given) ?? userId(requester),
    createdAt: at,
    updatedAt: at,
    comments: [],
    privateGroup: fields.privateGroup ?? false,
  };
  const comments = commentOf(call, draft, given.comment, undefined);
  if (comments.length === 0) {
    throw zendeskErrors.recordInvalid('base', 'Description: cannot be blank');
  }
  const found = call.desk.add(
    {
      ...draft,
      subject: fields.subject ?? comments[0].body.slice(0, 150),
      comments,
      solvedAt: solvedAt(call, draft, draft.status),
    },
    company,
  );
  call.events.ticketCreated(found);
  return answer(call, 201, found);
}

/** `DELETE /tickets/{id}`: it can be restored for 30 days, and exports show it. @internal */
export function deleteTicket(
  call: ZendeskCall,
  parameters: Parameters,
): VendorResponse {
  call.caller.require('tickets', 'write');
  const found = requireTicket(call, parameters.id);
  call.events.ticketDeleted(call.desk.remove(found, call.now));
  return { status: 204 };
}

function answer(
  call: ZendeskCall,
  status: number,
  found: DeskTicket,
): VendorResponse {
  return {
    status,
    body: { ticket: wireTicket(found, call.desk, call.origin) },
  };
}

function ticketOf(call: ZendeskCall): Fields {
  const { ticket } = jsonBody(call.request);
  return isRecord(ticket) ? ticket : {};
}

function givenFields(call: ZendeskCall, given: Fields): Partial<Ticket> {
  const status = oneOf(STATUSES, given.status, 'status');
  const priority = oneOf(PRIORITIES, given.priority, 'priority');
  const type = oneOf(TYPES, given.type, 'type');
  const assignee = assigneeOf(call, given.assignee_id);
  const tags = tagsOf(given.tags);
  return {
    ...(typeof given.subject === 'string' && { subject: given.subject }),
    ...(status && { status }),
    ...(priority && { priority }),
    ...(type && { type }),
    ...(assignee && { assignee }),
    ...(tags && {
      tags,
      // The tag is what makes an escalation of a ticket.
      escalatedAt: tags.includes('escalated')
        ? call.now.toISOString()
        : undefined,
    }),
    ...(given.organization_id !== undefined && {
      organization: organizationOf(call, given.organization_id),
    }),
    ...(given.problem_id !== undefined && {
      problemId:
        given.problem_id === null ? undefined : Number(given.problem_id),
    }),
  };
}

function solvedAt(
  call: ZendeskCall,
  before: Ticket,
  status: Ticket['status'],
): string | undefined {
  return status === 'solved' || status === 'closed'
    ? before.solvedAt ?? call.now.toISOString()
    : undefined;
}

function oneOf<T extends string>(
  values: readonly T[],
  given: unknown,
  field: string,
): T | undefined {
  if (given === undefined) {
    return undefined;
  }
  const value = values.find(each => each === given);
  if (value === undefined) {
    throw zendeskErrors.recordInvalid(field, `${field} is not properly set`);
  }
  return value;
}

function tagsOf(given: unknown): string[] | undefined {
  return Array.isArray(given)
    ? given.filter(tag => typeof tag === 'string')
    : undefined;
}

function assigneeOf(call: ZendeskCall, given: unknown): string | undefined {
  if (given === undefined || given === null) {
    return undefined;
  }
  const user = call.desk.user(Number(given));
  if (user?.kind !== 'staff') {
    throw zendeskErrors.recordInvalid(
      'assignee',
      'Assignee: must be an agent of this account',
    );
  }
  return user.staff.key;
}

function organizationOf(call: ZendeskCall, given: unknown): number {
  const organization = call.desk.organization(Number(given));
  if (!organization) {
    throw zendeskErrors.recordInvalid(
      'organization',
      'Organization: is invalid',
    );
  }
  return organization.id;
}

function requesterOf(call: ZendeskCall, given: Fields): number | undefined {
  if (given.requester_id === undefined) {
    return undefined;
  }
  const id = Number(given.requester_id);
  if (!call.desk.user(id)) {
    throw zendeskErrors.recordInvalid('requester', 'Requester: is invalid');
  }
  return id;
}

/** By its organization, or by who asks. */
function companyOf(call: ZendeskCall, given: Fields): Company {
  const { desk } = call;
  if (given.organization_id !== undefined) {
    const id = organizationOf(call, given.organization_id);
    const company = desk.organization(id)?.company;
    if (company) {
      return company;
    }
  }
  const user = desk.user(Number(given.requester_id));
  if (user?.kind !== 'customer' || user.organization === undefined) {
    throw zendeskErrors.recordInvalid(
      'requester',
      'The sandbox keeps every ticket with an organization: name it, or a requester of one',
    );
  }
  return user.company;
}

function commentOf(
  call: ZendeskCall,
  ticket: Ticket,
  given: unknown,
  agent: string | undefined,
): Ticket['comments'] {
  const body = isRecord(given) ? given.body ?? given.html_body : undefined;
  if (!isRecord(given) || typeof body !== 'string' || body === '') {
    return [];
  }
  return [
    {
      id: commentId(ticket),
      authorId:
        call.desk.staffByKey(agent)?.zendeskUserId ?? ticket.requesterId,
      // Without the flag a comment is as public as the ticket's first one.
      public:
        typeof given.public === 'boolean'
          ? given.public
          : ticket.comments[0]?.public ?? true,
      at: call.now.toISOString(),
      body,
    },
  ];
}

/** Numbered after the ticket, as the world numbers them. */
function commentId({ id, comments }: Ticket): number {
  return comments.length === 0
    ? 500_000_000_000 + id * 64
    : Math.max(...comments.map(comment => comment.id)) + 1;
}
