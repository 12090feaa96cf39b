import { ANSWER_IDS } from '../../view/answers';
import type { ObservedReading } from '../../observations/ObservedReading';
import type { FacetViews } from '../../view/FacetView';
import type { Indicator } from '../../view/Indicator';
import {
  DEFAULT_RULE_SETTINGS,
  type RuleSettings,
} from '../settings/RuleSettings';
import { dormantUsage } from './dormantUsage';
import { escalationOpen } from './escalationOpen';
import { healthDecline } from './healthDecline';
import type { IndicatorRule } from './IndicatorRule';
import { mrrDrop } from './mrrDrop';
import { mrrGrowth } from './mrrGrowth';
import { noticeWindow } from './noticeWindow';
import { paymentFailing } from './paymentFailing';
import { renewalWindow } from './renewalWindow';
import { satisfactionLow } from './satisfactionLow';
import { seatsOver } from './seatsOver';
import { seatsUnder } from './seatsUnder';
import { trialEnding } from './trialEnding';
import { usageDecline } from './usageDecline';
import { usageGrowth } from './usageGrowth';

const RULES: readonly IndicatorRule[] = [
  mrrDrop,
  paymentFailing,
  trialEnding,
  mrrGrowth,
  renewalWindow,
  noticeWindow,
  dormantUsage,
  usageDecline,
  seatsOver,
  seatsUnder,
  usageGrowth,
  healthDecline,
  escalationOpen,
  satisfactionLow,
];

const TONES: ReadonlyArray<Indicator['tone']> = ['down', 'watch', 'up'];

/**
 * Changes worth noticing, made of what the reader may see and nothing else.
 * Worst first, then in the order of the answers; the first of an answer is the
 * one that its tile names.
 *
 * @param past - what was observed before, for what a source does not remember
 *
 * @public
 */
export function evaluateIndicators(
  facets: FacetViews,
  now: Date,
  settings: RuleSettings = DEFAULT_RULE_SETTINGS,
  past: readonly ObservedReading[] = [],
): Indicator[] {
  return RULES.flatMap(
    rule => rule({ facets, past, now, settings }) ?? [],
  ).sort(
    (a, b) =>
      TONES.indexOf(a.tone) - TONES.indexOf(b.tone) ||
      ANSWER_IDS.indexOf(a.answer) - ANSWER_IDS.indexOf(b.answer),
  );
}
