import type { ObservedReading } from '../../observations/ObservedReading';
import type { CustomerHeader } from '../../view/CustomerView';
import type { FacetViews } from '../../view/FacetView';
import type { RuleSettings } from '../settings/RuleSettings';

/** @public */
export interface AnswersInput {
  /** What the catalog knows; whoever may see the customer may see this. */
  customer: CustomerHeader;
  /** What the reader may see, and nothing else. */
  facets: FacetViews;
  /**
   * What was observed up to 30 and 90 days before `now`, and first of all. Of
   * facets that the reader may not see nothing is taken.
   */
  past?: readonly ObservedReading[];
  now: Date;
  settings: RuleSettings;
}
