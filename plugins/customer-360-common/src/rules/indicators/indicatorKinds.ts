import type { FacetId } from '../../facets/facetDefinitions';

/** What is known of an indicator before any customer is looked at. @public */
export interface IndicatorKind {
  /** Id of the rule: `mrr-drop-30d` … */
  readonly id: string;
  /** What it is about, in a word or two. */
  readonly title: string;
  /** All that the rule may look at. */
  readonly inputs: readonly FacetId[];
  /** Those of them that are asked only where the others say nothing. */
  readonly fallback: readonly FacetId[];
  /**
   * Which of its readings tells one occurrence from the next: a further
   * failure, another date. With `none` it is one occurrence for as long as it
   * lasts: its figures move every day.
   */
  readonly occurrence: 'now' | 'before' | 'none';
}

function kind(
  id: string,
  title: string,
  inputs: readonly FacetId[],
  occurrence: IndicatorKind['occurrence'],
  fallback: readonly FacetId[] = [],
): IndicatorKind {
  return { id, title, inputs, fallback, occurrence };
}

/** Every indicator there is. @public */
export const INDICATOR_KINDS: readonly IndicatorKind[] = [
  kind('mrr-drop-30d', 'MRR dropped', ['subscriptions'], 'now'),
  kind('payment-failing', 'Payment fails', ['payments', 'invoices'], 'now', [
    'invoices',
  ]),
  kind('trial-ending', 'Trial ends', ['subscriptions'], 'now'),
  kind('mrr-growth-30d', 'MRR grew', ['subscriptions'], 'now'),
  kind('renewal-window', 'Renewal', ['contracts', 'subscriptions'], 'now', [
    'subscriptions',
  ]),
  kind('notice-window', 'Notice', ['contracts', 'subscriptions'], 'now', [
    'subscriptions',
  ]),
  kind('dormant-usage', 'Dormant', ['activity'], 'before'),
  kind('usage-decline', 'Usage fell', ['activity'], 'none'),
  kind('seats-over', 'Over seats', ['activity', 'entitlements'], 'none'),
  kind('seats-under', 'Seats unused', ['activity', 'entitlements'], 'none'),
  kind('usage-growth', 'Usage rose', ['activity'], 'none'),
  kind('health-decline', 'Health fell', ['health'], 'now'),
  kind('escalation-open', 'Escalation', ['tickets'], 'now'),
  kind('satisfaction-low', 'Satisfaction low', ['satisfaction'], 'now'),
];
