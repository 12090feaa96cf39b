import type { VendorRequest } from '../server/types.ts';
import type { HelpDesk } from './HelpDesk.ts';

/**
 * The same request about another company: the ids of an organization, ticket
 * or user in path and query are replaced by the like ones of its neighbour.
 *
 * @internal
 */
export function otherCustomer(
  desk: HelpDesk,
  request: VendorRequest,
): VendorRequest | undefined {
  const found = { changed: false };
  const swap = (text: string) =>
    text.replace(/\d{4,}/g, id => {
      const other = neighbour(desk, Number(id));
      if (other === undefined) {
        return id;
      }
      found.changed = true;
      return String(other);
    });
  const path = swap(request.path);
  const query = new URLSearchParams(
    [...request.query].map(([name, value]) => [name, swap(value)]),
  );
  return found.changed ? { ...request, path, query } : undefined;
}

function neighbour(desk: HelpDesk, id: number): number | undefined {
  const organization = desk.organization(id);
  if (organization) {
    return elsewhere(
      desk,
      organization.company.index,
      company => company.ids.zendesk[0],
    );
  }
  const ticket = desk.ticket(id);
  if (ticket) {
    return elsewhere(
      desk,
      ticket.company.index,
      company => company.tickets[0]?.id,
    );
  }
  const user = desk.user(id);
  return user?.kind === 'customer'
    ? elsewhere(
        desk,
        user.company.index,
        company => company.people[0]?.zendeskUserId,
      )
    : undefined;
}

function elsewhere(
  desk: HelpDesk,
  index: number,
  pick: (company: ReturnType<HelpDesk['company']>) => number | undefined,
): number | undefined {
  for (let step = 1; step < desk.size; step += 1) {
    const id = pick(desk.company((index + step) % desk.size));
    if (id !== undefined) {
      return id;
    }
  }
  return undefined;
}
