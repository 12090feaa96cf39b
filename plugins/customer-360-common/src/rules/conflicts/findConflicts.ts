import type { Conflict } from '../../view/Conflict';
import type { FacetViews } from '../../view/FacetView';
import {
  DEFAULT_RULE_SETTINGS,
  type RuleSettings,
} from '../settings/RuleSettings';
import { cancelledRenewal } from './cancelledRenewal';
import type { ConflictRule } from './ConflictRule';
import { contractAmount } from './contractAmount';
import { planMismatch } from './planMismatch';
import { seatsMismatch } from './seatsMismatch';

const RULES: readonly ConflictRule[] = [
  contractAmount,
  cancelledRenewal,
  planMismatch,
  seatsMismatch,
];

/**
 * Contradictions between sources, found only where the reader may see both
 * sides and both have been read.
 *
 * @public
 */
export function findConflicts(
  facets: FacetViews,
  now: Date,
  settings: RuleSettings = DEFAULT_RULE_SETTINGS,
): Conflict[] {
  return RULES.flatMap(rule => rule({ facets, now, settings }) ?? []);
}
