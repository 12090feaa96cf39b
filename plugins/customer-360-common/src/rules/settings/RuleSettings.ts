/**
 * Where the rules draw their lines. Percentages are of the earlier figure
 * unless another base is named; days are calendar days in UTC.
 *
 * @public
 */
export interface RuleSettings {
  /** Days without a qualifying event from which on a customer is dormant. */
  dormantAfterDays: number;
  /** A change of the MRR over 30 days above this is worth noticing. */
  mrrChangePercent: number;
  /** A change of the weekly active users over 30 days above this is. */
  usageChangePercent: number;
  /** A renewal or an end within so many days is. */
  renewalDays: number;
  /** A notice deadline within so many days is. */
  noticeDays: number;
  /** The end of a trial within so many days is. */
  trialDays: number;
  /** Under this share of the seats in use, they have bought too many. */
  seatsUnderPercent: number;
  /** A loss of health above this share of the whole scale is. */
  healthDeclinePercent: number;
  /** Health under this share of its scale is a risk by itself. */
  healthLowPercent: number;
  /** Satisfaction under this share of good ratings is. */
  satisfactionPercent: number;
  /** Fewer answers than these say nothing about satisfaction. */
  satisfactionAnswers: number;
  /** A contract this young may be billed for the first time yet. */
  billingLagDays: number;
}

/** @public */
export const DEFAULT_RULE_SETTINGS: RuleSettings = {
  dormantAfterDays: 14,
  mrrChangePercent: 5,
  usageChangePercent: 5,
  renewalDays: 60,
  noticeDays: 30,
  trialDays: 14,
  seatsUnderPercent: 50,
  healthDeclinePercent: 10,
  healthLowPercent: 40,
  satisfactionPercent: 70,
  satisfactionAnswers: 5,
  billingLagDays: 14,
};
