import {
  SECTIONS,
  type CustomerView,
  type FacetId,
  type SectionId,
} from '@customer-360/backstage-plugin-customer-360-common';

/** The section that a facet of a view stands in. @internal */
export function sectionOf(
  view: CustomerView | undefined,
  facet: FacetId,
): SectionId | undefined {
  return SECTIONS.find(id =>
    Object.hasOwn(view?.sections[id]?.facets ?? {}, facet),
  );
}
