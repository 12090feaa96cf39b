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

/** What has changed for somebody who looks at it; a new age alone is none. @internal */
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
  }));
  return {
    answers: ANSWER_IDS.filter(
      id => old.answers.get(id) !== now.answers.get(id),
    ),
    facets: [...now.facets].flatMap(([id, text]) =>
      old.facets.get(id) === text ? [] : [id],
    ),
  };
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
