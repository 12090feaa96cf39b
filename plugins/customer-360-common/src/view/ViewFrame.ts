import type { FacetId } from '../facets/facetDefinitions';
import type { SectionId } from '../facets/sections';
import type { CustomerView } from './CustomerView';
import type { FacetView } from './FacetView';

/**
 * One line of a streamed view. `shell` comes first and names the facets that
 * will come; a `facet` comes as soon as it is known, and once more when what
 * was shown first has been read again; `composed` is everything that is made of
 * several facets; `end` says that nothing more comes. A stream without `end`
 * was cut.
 *
 * @public
 */
export type ViewFrame =
  | ({ type: 'shell'; facets: FacetId[] } & Pick<
      CustomerView,
      'customer' | 'access'
    >)
  | {
      [F in FacetId]: {
        type: 'facet';
        section: SectionId;
        facet: F;
        view: FacetView<F>;
      };
    }[FacetId]
  | ({ type: 'composed' } & Omit<
      CustomerView,
      'customer' | 'access' | 'sections'
    >)
  | { type: 'end' };
