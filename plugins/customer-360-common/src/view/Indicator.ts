import type { FacetId } from '../facets/facetDefinitions';
import type { AnswerId } from './answers';

/** A value of an indicator with where and when it was true. @public */
export interface IndicatorReading {
  /** Already worded: "€5,500.00", "194 weekly active users". */
  text: string;
  /** When it was true: an instant, or a day where only that is known. */
  at?: string;
  /** Title of the source, several by comma. */
  source?: string;
}

/**
 * A change worth noticing. Down, watch and up are told apart by shape and word,
 * never by colour alone.
 *
 * @public
 */
export interface Indicator {
  /** Id of the rule: `mrr-drop-30d` … */
  id: string;
  answer: AnswerId;
  tone: 'down' | 'watch' | 'up';
  /** One or two words for a tile: "Dropped", "Soon". */
  word: string;
  /** One sentence. */
  text: string;
  /** The rule with its threshold: "more than 5 % down in 30 days". */
  rule: string;
  before?: IndicatorReading;
  now: IndicatorReading;
  /** What it was computed from. */
  facets: FacetId[];
}
