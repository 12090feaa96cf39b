import type { FacetId } from '../facets/facetDefinitions';

/** What one of two sources says. @public */
export interface ConflictSide {
  /** Title of the source. */
  source: string;
  text: string;
  url?: string;
}

/** Two sources that contradict each other. @public */
export interface Conflict {
  id: string;
  type: 'amount' | 'plan' | 'seats' | 'status';
  /** One sentence: "Contract and billing disagree by €200 a month". */
  text: string;
  sides: [ConflictSide, ConflictSide];
  facets: FacetId[];
}
