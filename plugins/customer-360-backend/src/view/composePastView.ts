import {
  composeAnswers,
  composeUpcoming,
  evaluateIndicators,
  type CustomerEntity,
  type CustomerView,
  type FacetDefinition,
  type FacetId,
  type FacetViews,
  type ObservedReading,
  type SectionId,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { AccessShape } from '../access/AccessShape';
import { ofFilledSections } from '../facets/ofFilledSections';
import { customerHeader } from './customerHeader';
import { observedFacetView, type PastFigures } from './observedFacetView';

/** All that the page of a past day is made of. */
export interface PastViewInput {
  readonly entity: CustomerEntity;
  /** What of a past day may be shown. */
  readonly shape: AccessShape;
  readonly definitions: readonly FacetDefinition[];
  readonly filled: ReadonlySet<string>;
  /** What a person calls a source. */
  readonly titleOf: (source: string) => string;
  /** `YYYY-MM-DD` */
  readonly day: string;
  /** Its end in UTC. */
  readonly end: Date;
  /** Of each facet the figures of the day, where they are known. */
  readonly figures: ReadonlyMap<FacetId, PastFigures>;
  /** First day of observation, of each facet that began after the day. */
  readonly since: ReadonlyMap<FacetId, string>;
  /** To compare the figures with. */
  readonly past: readonly ObservedReading[];
}

type PastFacetView = NonNullable<FacetViews[FacetId]>;

/**
 * The page of a past day: answers, dates and indicators, made of the figures of
 * what may be shown and of nothing else. Who the customer is and who looks after
 * it is not remembered, so that part is of now. Pure.
 */
export function composePastView(input: PastViewInput): CustomerView {
  const { day, end, past, shape } = input;
  const shown = ofFilledSections(input.definitions, input.filled);
  const views = new Map(
    shown.map(({ id }) => [id, observedFacetView(input, id)] as const),
  );
  const facets = Object.fromEntries(views) as FacetViews;
  const visiblePast = past.filter(
    ({ facet }) => views.get(facet)?.level === 'summary',
  );
  const customer = customerHeader(input.entity);
  const answers = composeAnswers({
    customer,
    facets,
    past: visiblePast,
    now: end,
  });
  return {
    customer,
    access: {
      facets: Object.fromEntries(
        [...views]
          .filter(([, view]) => view.state !== 'unconfigured')
          .map(([id, view]) => [id, view.level]),
      ),
      labels: [...shape.labels].sort(),
      mayRefresh: false,
    },
    answers: {
      ...answers,
      // Of these only the numbers were kept.
      pays: { ...answers.pays, policy: undefined },
      relationship: { ...answers.relationship, owner: undefined },
    },
    sections: sectionsOf(shown, views),
    upcoming: composeUpcoming(facets, end),
    indicators: evaluateIndicators(facets, end, undefined, visiblePast),
    conflicts: [],
    asOf: day,
    basis: 'observed',
  };
}

/** Only what there is anything to show of. */
function sectionsOf(
  definitions: readonly FacetDefinition[],
  views: ReadonlyMap<string, PastFacetView>,
): CustomerView['sections'] {
  const sections: Partial<
    Record<SectionId, { facets: Record<string, PastFacetView> }>
  > = {};
  for (const { id, section } of definitions) {
    const view = views.get(id);
    if (view?.state === 'ok') {
      sections[section] = {
        facets: { ...sections[section]?.facets, [id]: view },
      };
    }
  }
  return sections as CustomerView['sections'];
}
