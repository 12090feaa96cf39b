import type {
  CustomerView,
  FacetId,
  ViewFrame,
} from '@customer-360/backstage-plugin-customer-360-common';
import { composeView, viewOfFacet } from './composeView';
import type { ViewInput } from './ViewInput';

type FacetFrame = Extract<ViewFrame, { type: 'facet' }>;

/** What comes first, before anything has been read. Pure. */
export function shellFrame(input: Omit<ViewInput, 'readings'>): ViewFrame {
  const view = composeView({ ...input, readings: new Map() });
  return {
    type: 'shell',
    customer: view.customer,
    access: view.access,
    facets: Object.values(view.sections).flatMap(
      section => Object.keys(section.facets) as FacetId[],
    ),
  };
}

/** One facet; undefined where the page does not show it. Pure. */
export function facetFrame(
  input: ViewInput,
  facet: string,
): FacetFrame | undefined {
  const definition = input.definitions.find(({ id }) => id === facet);
  return (
    definition &&
    // The view is of the facet whose definition made it.
    ({
      type: 'facet',
      section: definition.section,
      facet,
      view: viewOfFacet(input, definition),
    } as FacetFrame)
  );
}

/** What is made of several facets. Pure. */
export function composedFrame(input: ViewInput): ViewFrame {
  const { customer, access, sections, ...composed }: CustomerView =
    composeView(input);
  return { type: 'composed', ...composed };
}
