import type { CustomerChange } from '../generations/CustomerChanges';
import type { ReceivedEvent } from './WebhookInbox';

/** Facets of a source with all that go stale together with them. */
export type Together = (
  source: string,
  facets: readonly string[],
) => readonly string[];

/** What an event makes worthless of each of these customers. Pure. */
export function changesOf(
  { source, event }: ReceivedEvent,
  customerRefs: Iterable<string>,
  together: Together,
): CustomerChange[] {
  const facets = together(source, event.facets);
  return facets.length === 0
    ? []
    : [...new Set(customerRefs)].map(customerRef => ({
        customerRef,
        source,
        facets,
        told: { occurredAt: event.occurredAt },
      }));
}
