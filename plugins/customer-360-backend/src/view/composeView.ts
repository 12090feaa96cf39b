import {
  composeAnswers,
  composeUpcoming,
  evaluateIndicators,
  findConflicts,
  type CustomerView,
  type FacetDefinition,
  type FacetId,
  type FacetViews,
  type SectionId,
  type SectionView,
  type ViewAccess,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { FacetAccess } from '../access/AccessShape';
import { ofFilledSections } from '../facets/ofFilledSections';
import { composeFacetView, type AnyFacetView } from './composeFacetView';
import { customerHeader } from './customerHeader';
import type { ViewInput } from './ViewInput';

const DENIED: FacetAccess = { level: 'none', whoMaySee: '' };

/**
 * The page from its parts. Filters first: answers, dates to come, indicators and
 * conflicts are made of the filtered facets and of nothing else. Pure.
 */
export function composeView(input: ViewInput): CustomerView {
  const { now } = input;
  const past = visiblePast(input);
  const facets = new Map<string, AnyFacetView>();
  for (const definition of shownDefinitions(input)) {
    facets.set(definition.id, viewOfFacet(input, definition));
  }
  const views = typedViews(facets);
  const customer = customerHeader(input.entity);
  return {
    customer,
    access: viewAccess(input, facets),
    answers: composeAnswers({ customer, facets: views, past, now }),
    sections: sections(input, facets),
    upcoming: composeUpcoming(views, now),
    indicators: evaluateIndicators(views, now, undefined, past),
    conflicts: findConflicts(views, now),
    ...generatedAt(facets),
  };
}

/** One facet of the page. Pure. */
export function viewOfFacet(
  { shape, filled, readings, now }: ViewInput,
  definition: FacetDefinition,
): AnyFacetView {
  return composeFacetView({
    definition,
    access: shape.facets.get(definition.id) ?? DENIED,
    has: label => shape.labels.has(label),
    readings: filled.has(definition.id)
      ? readings.get(definition.id) ?? []
      : undefined,
    now,
  });
}

function visiblePast({ past = [], shape }: ViewInput) {
  return past.filter(
    ({ facet }) => (shape.facets.get(facet) ?? DENIED).level !== 'none',
  );
}

/** A section nobody fills is not there; in one that is, every facet says how it is. */
function shownDefinitions({ definitions, filled }: ViewInput) {
  return ofFilledSections(definitions, filled);
}

function viewAccess(
  { shape }: ViewInput,
  facets: ReadonlyMap<string, AnyFacetView>,
): ViewAccess {
  return {
    facets: Object.fromEntries(
      [...facets]
        .filter(([, view]) => view.state !== 'unconfigured')
        .map(([id, view]) => [id, view.level]),
    ),
    labels: [...shape.labels].sort(),
    mayRefresh: shape.mayRefresh,
  };
}

function sections(
  { definitions }: ViewInput,
  facets: ReadonlyMap<string, AnyFacetView>,
): CustomerView['sections'] {
  const views: Partial<Record<SectionId, SectionView>> = {};
  for (const { id, section } of definitions) {
    const view = facets.get(id);
    if (view) {
      views[section] = {
        facets: {
          ...views[section]?.facets,
          ...typedViews(new Map([[id, view]])),
        },
      };
    }
  }
  return views;
}

function generatedAt(facets: ReadonlyMap<string, AnyFacetView>) {
  const newest = [...facets.values()]
    .flatMap(view => view.sources)
    .flatMap(({ fetchedAt }) => fetchedAt ?? [])
    .sort()
    .at(-1);
  return newest === undefined ? {} : { generatedAt: newest };
}

/**
 * Every view stands under the id of the definition that made it, so its data
 * and summary are of that id's type.
 */
function typedViews(facets: ReadonlyMap<FacetId | string, AnyFacetView>) {
  return Object.fromEntries(facets) as FacetViews;
}
