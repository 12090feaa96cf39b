import { HOUR, iso } from '../world/time.ts';
import type { Ticket } from '../world/types.ts';
import type { Marked } from './markCompany.ts';

/**
 * Tickets, one of which only a private group may see, and an internal comment
 * on each.
 */
export function markTickets(
  tickets: readonly Ticket[],
  { company, ids, index, marker, today }: Marked,
): Ticket[] {
  const [first] = tickets;
  if (!first) {
    return [];
  }
  const last = Math.max(...tickets.map(({ id }) => id));
  const added = Array.from({ length: marker.more('ticket') }, (_, count) => ({
    ...first,
    id: last + 1 + count,
    status: 'open' as const,
    createdAt: iso(today - HOUR),
    updatedAt: iso(today - HOUR),
    solvedAt: undefined,
    satisfaction: undefined,
    comments: first.comments.slice(0, 1),
  }));
  const hidden = tickets.length > 2 ? tickets[1].id : undefined;
  const marked = [...tickets, ...added].map(ticket => {
    const privateGroup = ticket.privateGroup || ticket.id === hidden;
    const traits = privateGroup ? ['private'] : [];
    marker.id('ticket.id', ticket.id, traits);
    return {
      ...ticket,
      privateGroup,
      subject: marker.text('ticket.subject', ticket.subject, traits),
      satisfaction: ticket.satisfaction && {
        ...ticket.satisfaction,
        comment: marker.text(
          'rating.comment',
          ticket.satisfaction.comment ?? 'Fine.',
          traits,
        ),
      },
      comments: [
        ...ticket.comments.map(comment => ({
          ...comment,
          body: marker.text(
            comment.public ? 'comment.public' : 'comment.internal',
            comment.body,
            traits,
          ),
        })),
        {
          id: ids.comment(ticket.id, 50),
          authorId: ticket.requesterId,
          public: false,
          at: ticket.updatedAt,
          body: marker.text(
            'comment.internal',
            `Internal, about ${company.name} (${index}):`,
            traits,
          ),
        },
      ],
    };
  });
  // The newest first.
  return [...marked.slice(tickets.length), ...marked.slice(0, tickets.length)];
}
