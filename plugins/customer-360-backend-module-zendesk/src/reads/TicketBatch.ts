import type { z } from 'zod';
import type { ticketsSchema, WireTicket } from '../api/wire';
import type { ZendeskConfig } from '../config/ZendeskConfig';

/**
 * Some tickets with the names and groups that came beside them, without those
 * of private groups: our own account may see them, our readers may not.
 *
 * @internal
 */
export class TicketBatch {
  readonly tickets: readonly WireTicket[];
  readonly #names: ReadonlyMap<number, string>;

  private constructor(
    tickets: readonly WireTicket[],
    names: ReadonlyMap<number, string>,
  ) {
    this.tickets = tickets;
    this.#names = names;
  }

  static of(
    answer: z.infer<typeof ticketsSchema>,
    config: ZendeskConfig,
  ): TicketBatch {
    const isShown = groupRule(answer.groups, config);
    return new TicketBatch(
      answer.tickets.filter(
        ({ group_id: groupId, status }) =>
          // Deleted ones linger in some lists.
          status !== 'deleted' && isShown(groupId),
      ),
      new Map(answer.users.map(({ id, name }) => [id, name])),
    );
  }

  static concat(batches: readonly TicketBatch[]): TicketBatch {
    return new TicketBatch(
      batches.flatMap(({ tickets }) => tickets),
      new Map(batches.flatMap(batch => [...batch.#names])),
    );
  }

  filter(accepts: (ticket: WireTicket) => boolean): TicketBatch {
    return new TicketBatch(this.tickets.filter(accepts), this.#names);
  }

  nameOf(userId: number | null | undefined): string | undefined {
    return userId === null || userId === undefined
      ? undefined
      : this.#names.get(userId);
  }
}

/**
 * Whether tickets of a group may be shown. A group that Zendesk did not
 * describe beside the tickets counts as private.
 *
 * @internal
 */
export function groupRule(
  groups: ReadonlyArray<{ id: number; is_public: boolean }>,
  { privateGroups: { hidden, shown } }: ZendeskConfig,
): (groupId: number | null | undefined) => boolean {
  const isPublic = new Set(
    groups.filter(group => group.is_public).map(({ id }) => id),
  );
  return groupId =>
    groupId === null ||
    groupId === undefined ||
    (!hidden.includes(groupId) &&
      (isPublic.has(groupId) || shown.includes(groupId)));
}
