import type { ObservedReading } from '../../observations/ObservedReading';
import type { FacetViews } from '../../view/FacetView';
import type { Indicator } from '../../view/Indicator';
import type { RuleSettings } from '../settings/RuleSettings';

/** What a rule looks at: what the reader may see, and nothing else. */
export interface RuleInput {
  facets: FacetViews;
  /** Of facets that the reader may not see nothing is taken. */
  past: readonly ObservedReading[];
  now: Date;
  settings: RuleSettings;
}

/** One rule. Without data there is no indicator, and no guess either. */
export type IndicatorRule = (input: RuleInput) => Indicator | undefined;
