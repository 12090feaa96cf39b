import type { ProductKey } from './products.ts';
import type {
  Company,
  Lifecycle,
  PriceTier,
  Relationship,
  Segment,
  Story,
  Subscription,
  Ticket,
} from './types.ts';

/**
 * What is decided about a company before anything is made of it: hand-written
 * for the stories, drawn from the seed for the rest. Days are counted from the
 * world's today, back (`…DaysAgo`) or ahead (`…InDays`).
 */
export interface Blueprint {
  readonly index: number;
  readonly name: string;
  readonly domain: string;
  readonly segment: Segment;
  readonly lifecycle: Lifecycle;
  readonly industry: string;
  readonly country: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly story: Story;
  readonly csm: string;
  readonly accountExecutive: string;
  readonly parentIndex?: number;
  readonly childIndexes: readonly number[];
  readonly createdDaysAgo: number;
  readonly warning?: string;
  readonly stripeAccounts: 1 | 2;
  readonly zendeskOrganizations: 1 | 2;
  readonly contacts: number;
  readonly billing: BillingBlueprint;
  readonly contract?: ContractBlueprint;
  readonly usage: UsageBlueprint;
  readonly relationship: RelationshipBlueprint;
  readonly support: SupportBlueprint;
}

export interface PlannedItem {
  readonly product: ProductKey;
  /** Minor units per period. */
  readonly unitAmount: number;
  readonly quantity: number;
  readonly tiers?: readonly PriceTier[];
}

export interface SubscriptionBlueprint {
  readonly planName: string;
  readonly account: 0 | 1;
  readonly interval: 'month' | 'year';
  readonly collection: Subscription['collection'];
  readonly collectionPaused?: boolean;
  readonly status: Subscription['status'];
  readonly startedDaysAgo: number;
  /** Oldest first; the first holds from the start, the last one holds now. */
  readonly phases: readonly {
    readonly daysAgo: number;
    readonly items: readonly PlannedItem[];
  }[];
  readonly trialEndInDays?: number;
  /** Runs out then: `cancel_at_period_end`. */
  readonly endsInDays?: number;
  readonly canceledDaysAgo?: number;
  readonly endedDaysAgo?: number;
  readonly discount?: {
    readonly name: string;
    readonly percentOff: number;
    readonly duration: 'forever' | 'repeating' | 'once';
    readonly startDaysAgo: number;
    readonly endInDays?: number;
  };
  readonly scheduled?: {
    readonly inDays: number;
    readonly quantity: number;
    readonly unitAmount: number;
  };
  /** So many of the latest invoices are not paid. */
  readonly unpaid?: number;
}

export interface OneOffInvoice {
  readonly daysAgo: number;
  readonly description: string;
  readonly amount: number;
  /** Unpaid with these failed attempts, where given. */
  readonly failedDaysAgo?: readonly number[];
  readonly declineCode?: string;
  readonly nextAttemptInDays?: number;
}

export interface BillingBlueprint {
  readonly subscriptions: readonly SubscriptionBlueprint[];
  readonly oneOffs: readonly OneOffInvoice[];
  /** So many small one-off invoices, spread evenly over the customer's life. */
  readonly topUps?: { readonly count: number; readonly amount: number };
  /** `invoice` counts back from the newest paid one of the first subscription. */
  readonly refunds: readonly {
    readonly invoice: number;
    readonly amount: number;
    readonly reason: 'requested_by_customer' | 'duplicate' | 'fraudulent';
  }[];
  readonly creditNotes: readonly {
    readonly invoice: number;
    readonly amount: number;
    readonly reason: 'duplicate' | 'order_change' | 'product_unsatisfactory';
  }[];
  /** Credit in the customer's favour, positive minor units. */
  readonly credits: readonly {
    readonly daysAgo: number;
    readonly amount: number;
    readonly description: string;
  }[];
  /** Chance that a paid invoice needed a second attempt. */
  readonly retried: number;
}

export interface ContractBlueprint {
  readonly startedDaysAgo: number;
  readonly endsInDays: number;
  readonly noticeDays: number;
  readonly autoRenews: boolean;
  readonly annualValue: number;
  readonly termMonths: number;
}

export interface UsageBlueprint {
  readonly plan: string;
  readonly seats: number;
  readonly users: number;
  readonly weeklyActive: number;
  readonly weeklyActive30DaysAgo: number;
  readonly monthlyActive: number;
  readonly monthlyActive30DaysAgo: number;
  /** Days since the last event; 0 is yesterday, undefined is never. */
  readonly silentDays?: number;
  /** How many of the features are in use. */
  readonly adopted: number;
  readonly activated: boolean;
}

export interface RelationshipBlueprint {
  readonly health?: number;
  readonly healthPrevious?: number;
  readonly healthParts: Relationship['healthParts'];
  readonly nps?: { readonly score: number; readonly daysAgo: number };
  readonly lastTouchDaysAgo?: number;
  readonly touchpoints: number;
  readonly nextMeeting?: { readonly inDays: number; readonly title: string };
  readonly opportunities: readonly {
    readonly name: string;
    readonly kind: 'new' | 'renewal' | 'expansion';
    readonly stage: string;
    readonly amount: number;
    readonly closeInDays: number;
    readonly status: 'open' | 'won' | 'lost';
    readonly nextStep?: string;
    readonly private?: boolean;
    /** A note on the deal with what is being negotiated. */
    readonly negotiation?: string;
    /** What was said of the deal on the phone. */
    readonly talk?: { readonly daysAgo: number; readonly text: string };
  }[];
}

export interface OpenTicketBlueprint {
  readonly subject: string;
  readonly ageHours: number;
  readonly priority: Ticket['priority'];
  readonly status: 'new' | 'open' | 'pending' | 'hold';
  readonly type: Ticket['type'];
  readonly escalatedHoursAgo?: number;
  readonly slaBreachedHoursAgo?: number;
}

export interface SupportBlueprint {
  readonly open: readonly OpenTicketBlueprint[];
  readonly closed: number;
  readonly ratings: { readonly good: number; readonly bad: number };
  /** How many of the closed ones were wishes. */
  readonly feedback: number;
  /** How many of the closed ones hang on an ongoing problem. */
  readonly incidents: number;
  /** How many of the closed ones belong to a private group of agents. */
  readonly privateTickets: number;
}

/** What a company is called and where it hangs; cheap to make. */
export type Headline = Pick<
  Company,
  'index' | 'name' | 'domain' | 'industry' | 'parentIndex' | 'childIndexes'
>;
