import { creditsFacet } from './billing/credits';
import { invoicesFacet } from './billing/invoices';
import { paymentsFacet } from './billing/payments';
import { subscriptionsFacet } from './billing/subscriptions';
import { contractsFacet } from './contract/contracts';
import type { FacetDefinition } from './defineFacet';
import { receivablesFacet } from './finance/receivables';
import { revenueFacet } from './finance/revenue';
import { campaignsFacet } from './marketing/campaigns';
import { metricsFacet } from './metrics/metrics';
import { accountFacet } from './profile/account';
import { contactsFacet } from './profile/contacts';
import { teamFacet } from './profile/team';
import { healthFacet } from './relationship/health';
import { notesFacet } from './relationship/notes';
import { opportunitiesFacet } from './relationship/opportunities';
import { playbooksFacet } from './relationship/playbooks';
import { surveysFacet } from './relationship/surveys';
import { touchpointsFacet } from './relationship/touchpoints';
import { feedbackFacet } from './support/feedback';
import { satisfactionFacet } from './support/satisfaction';
import { ticketsFacet } from './support/tickets';
import { meetingsFacet } from './upcoming/meetings';
import { activityFacet } from './usage/activity';
import { entitlementsFacet } from './usage/entitlements';
import { featuresFacet } from './usage/features';

/** All facets that this project defines, in the order of the page. @public */
export const facetDefinitions = {
  account: accountFacet,
  team: teamFacet,
  contacts: contactsFacet,
  subscriptions: subscriptionsFacet,
  invoices: invoicesFacet,
  payments: paymentsFacet,
  credits: creditsFacet,
  contracts: contractsFacet,
  activity: activityFacet,
  features: featuresFacet,
  entitlements: entitlementsFacet,
  health: healthFacet,
  surveys: surveysFacet,
  touchpoints: touchpointsFacet,
  notes: notesFacet,
  playbooks: playbooksFacet,
  opportunities: opportunitiesFacet,
  tickets: ticketsFacet,
  satisfaction: satisfactionFacet,
  feedback: feedbackFacet,
  meetings: meetingsFacet,
  revenue: revenueFacet,
  receivables: receivablesFacet,
  campaigns: campaignsFacet,
  metrics: metricsFacet,
} as const;

/** @public */
export type FacetId = keyof typeof facetDefinitions;

/** The full data of each facet. @public */
export type FacetDataMap = {
  [F in FacetId]: (typeof facetDefinitions)[F] extends FacetDefinition<
    F,
    infer TData,
    infer _TSummary
  >
    ? TData
    : never;
};

/** What the summary tier sees of each facet; `never` where that is nothing. @public */
export type FacetSummaryMap = {
  [F in FacetId]: (typeof facetDefinitions)[F] extends FacetDefinition<
    F,
    infer _TData,
    infer TSummary
  >
    ? TSummary
    : never;
};

/** @public */
export const FACET_IDS = Object.keys(facetDefinitions) as FacetId[];

/** @public */
export function isFacetId(value: string): value is FacetId {
  return Object.hasOwn(facetDefinitions, value);
}
