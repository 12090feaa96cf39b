import { randomUUID } from 'node:crypto';
import type { VendorContext } from '../server/types.ts';
import type { Ticket } from '../world/types.ts';
import type {
  DeskOrganization,
  DeskTicket,
  DeskUser,
  HelpDesk,
} from './HelpDesk.ts';
import { wireOrganization } from './wire/organization.ts';
import { wireTicket } from './wire/ticket.ts';
import { userId, wireUser } from './wire/user.ts';

const PREFIX = 'zen:event-type:';

/** The help desk's events, as Zendesk's webhooks tell them. @internal */
export class DeskEvents {
  readonly #desk: HelpDesk;
  readonly #context: VendorContext;

  constructor(desk: HelpDesk, context: VendorContext) {
    this.#desk = desk;
    this.#context = context;
  }

  ticketCreated(found: DeskTicket): void {
    this.#ticket('created', found, {});
  }

  ticketDeleted(found: DeskTicket): void {
    this.#ticket('soft_deleted', found, {});
  }

  /** One event for each thing that changed. */
  ticketChanged(before: DeskTicket, after: DeskTicket): void {
    for (const { what, from, to } of this.#differences(before, after)) {
      this.#ticket(what, after, { current: to, previous: from });
    }
    const known = new Set(before.ticket.comments.map(comment => comment.id));
    for (const comment of after.ticket.comments) {
      if (!known.has(comment.id)) {
        this.#ticket('comment_added', after, {
          comment: {
            id: String(comment.id),
            author: { id: String(comment.authorId), is_staff: true },
            body: comment.body,
            is_public: comment.public,
          },
        });
      }
    }
    const added = after.ticket.tags.filter(
      tag => !before.ticket.tags.includes(tag),
    );
    const removed = before.ticket.tags.filter(
      tag => !after.ticket.tags.includes(tag),
    );
    if (added.length + removed.length > 0) {
      this.#ticket('tags_changed', after, {
        tags_added: added,
        tags_removed: removed,
      });
    }
  }

  organization(
    what: string,
    organization: DeskOrganization,
    change: object = {},
  ): void {
    const wire = wireOrganization(organization, '');
    this.#emit(`organization.${what}`, String(organization.id), change, {
      id: String(organization.id),
      name: wire.name,
      external_id: wire.external_id,
      shared_comments: wire.shared_comments,
      shared_tickets: wire.shared_tickets,
      created_at: wire.created_at,
      updated_at: wire.updated_at,
    });
  }

  user(what: string, user: DeskUser, change: object): void {
    const wire = wireUser(user, '');
    this.#emit(`user.${what}`, String(userId(user)), change, {
      id: String(userId(user)),
      email: wire.email,
      external_id: wire.external_id,
      default_group_id: textOf(wire.default_group_id),
      organization_id: textOf(wire.organization_id),
      role: wire.role,
      created_at: wire.created_at,
      updated_at: wire.updated_at,
    });
  }

  #differences(before: DeskTicket, after: DeskTicket) {
    const old = wireTicket(before, this.#desk, '');
    const now = wireTicket(after, this.#desk, '');
    return [
      { what: 'status_changed', from: loud(old.status), to: loud(now.status) },
      {
        what: 'custom_status_changed',
        from: textOf(old.custom_status_id),
        to: textOf(now.custom_status_id),
      },
      {
        what: 'priority_changed',
        from: loud(old.priority),
        to: loud(now.priority),
      },
      { what: 'subject_changed', from: old.subject, to: now.subject },
      { what: 'type_changed', from: loud(old.type), to: loud(now.type) },
      {
        what: 'agent_assignment_changed',
        from: textOf(old.assignee_id),
        to: textOf(now.assignee_id),
      },
      {
        what: 'group_assignment_changed',
        from: textOf(old.group_id),
        to: textOf(now.group_id),
      },
      {
        what: 'organization_changed',
        from: textOf(old.organization_id),
        to: textOf(now.organization_id),
      },
      {
        what: 'problem_link_changed',
        from: textOf(old.problem_id),
        to: textOf(now.problem_id),
      },
    ].filter(({ from, to }) => from !== to);
  }

  #ticket(what: string, found: DeskTicket, change: object): void {
    const wire = wireTicket(found, this.#desk, '');
    this.#emit(`ticket.${what}`, String(wire.id), change, {
      actor_id: textOf(this.#desk.staffByKey('sam')?.zendeskUserId),
      assignee_id: textOf(wire.assignee_id),
      brand_id: textOf(wire.brand_id),
      created_at: wire.created_at,
      custom_status: textOf(wire.custom_status_id),
      description: wire.description,
      external_id: wire.external_id,
      form_id: textOf(wire.ticket_form_id),
      group_id: textOf(wire.group_id),
      id: String(wire.id),
      is_public: wire.is_public,
      organization_id: textOf(wire.organization_id),
      priority: loud(wire.priority),
      requester_id: textOf(wire.requester_id),
      status: loud(wire.status),
      subject: wire.subject,
      submitter_id: textOf(wire.submitter_id),
      tags: wire.tags,
      type: loud(wire.type),
      updated_at: wire.updated_at,
      via: { channel: 'web_service' },
    });
  }

  #emit(type: string, objectId: string, event: object, detail: object): void {
    this.#context.emit({
      id: randomUUID(),
      type: `${PREFIX}${type}`,
      objectId,
      occurredAt: this.#context.now(),
      data: { detail, event },
    });
  }
}

/** Numbers travel as texts in events. */
function textOf(value: number | null | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}

/** Events shout what the API says: `OPEN`. */
function loud(
  value: Ticket['status'] | string | null | undefined,
): string | null {
  return value ? value.toUpperCase() : null;
}
