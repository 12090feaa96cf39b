import type { Conflict } from '../../view/Conflict';
import type { FacetViews } from '../../view/FacetView';
import type { RuleSettings } from '../settings/RuleSettings';

/** What a rule compares: what the reader may see, and nothing else. */
export interface ConflictInput {
  facets: FacetViews;
  now: Date;
  settings: RuleSettings;
}

/** One kind of contradiction between two sources. */
export type ConflictRule = (input: ConflictInput) => Conflict | undefined;
