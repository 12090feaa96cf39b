import {
  ANSWER_IDS,
  type AnswerId,
  type CustomerView,
  type FacetId,
} from '@customer-360/backstage-plugin-customer-360-common';

/** What of a view says something else than before. @internal */
export interface ViewChanges {
  readonly answers: readonly AnswerId[];
  readonly facets: readonly FacetId[];
}

/** Says when something was read, and nothing of what it says. */
const AGES: ReadonlySet<string> = new Set([
  'asOf',
  'fetchedAt',
  'freshUntil',
  'renewing',
  'stale',
]);

/** Nothing was shown: what comes then is news, and no change at the source. */
const UNREAD: ReadonlySet<string> = new Set([
  'unlinked',
  'unavailable',
  'no_access',
  'unconfigured',
]);

/**
 * What has changed for somebody who looks at it. A new age alone is no change,
 * nor is what was not there to be read before.
 *
 * @internal
 */
export function changesBetween(
  before: CustomerView,
  after: CustomerView,
): ViewChanges {
  const [old, now] = [before, after].map(view => ({
    answers: new Map(
      ANSWER_IDS.map(id => [
        id,
        said([
          view.answers[id],
          view.indicators.filter(({ answer }) => answer === id),
        ]),
      ]),
    ),
    facets: facetsOf(view),
    unread: new Set(unreadFacets(view)),
    unreadParts: unreadParts(view),
  }));
  return {
    answers: ANSWER_IDS.filter(
      id =>
        old.answers.get(id) !== now.answers.get(id) &&
        unreadOf(before, id) === unreadOf(after, id),
    ),
    facets: [...now.facets].flatMap(([id, text]) => {
      const isRead = (part: string) => !now.unreadParts.get(id)?.includes(part);
      return old.facets.get(id) === text ||
        old.unread.has(id) ||
        old.unreadParts.get(id)?.some(isRead)
        ? []
        : [id];
    }),
  };
}

/** Inputs that an answer had to do without. */
function unreadOf({ answers }: CustomerView, id: AnswerId): string {
  return answers[id].missing
    .filter(({ state }) => UNREAD.has(state))
    .map(({ facet }) => facet)
    .join(' ');
}

function unreadFacets({ sections }: CustomerView): FacetId[] {
  return Object.values(sections).flatMap(({ facets }) =>
    Object.entries(facets).flatMap(([id, { state }]) =>
      UNREAD.has(state) ? [id as FacetId] : [],
    ),
  );
}

/** Of each facet the sources whose part was not read. */
function unreadParts({ sections }: CustomerView): Map<FacetId, string[]> {
  return new Map(
    Object.values(sections).flatMap(({ facets }) =>
      Object.entries(facets).map(
        ([id, { sources }]) =>
          [
            id as FacetId,
            sources.flatMap(source =>
              UNREAD.has(source.state) ? source.id : [],
            ),
          ] as const,
      ),
    ),
  );
}

function facetsOf({ sections }: CustomerView): Map<FacetId, string> {
  return new Map(
    Object.values(sections).flatMap(({ facets }) =>
      Object.entries(facets).map(
        ([id, view]) => [id as FacetId, said(view)] as const,
      ),
    ),
  );
}

/** A reading that is older than it should be says the same as a fresh one. */
function said(value: unknown): string {
  return JSON.stringify(value, (key, each) => {
    if (AGES.has(key)) {
      return undefined;
    }
    return key === 'state' && each === 'stale' ? 'ok' : each;
  });
}
