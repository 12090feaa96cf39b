import type { CustomerHeader } from '../../view/CustomerView';
import type { FacetViews } from '../../view/FacetView';
import type { RuleSettings } from '../settings/RuleSettings';

/** @public */
export interface AnswersInput {
  /** What the catalog knows; whoever may see the customer may see this. */
  customer: CustomerHeader;
  /** What the reader may see, and nothing else. */
  facets: FacetViews;
  now: Date;
  settings: RuleSettings;
}
