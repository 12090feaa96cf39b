import type { Ids } from './ids.ts';

/**
 * The truth of the simulated world, in nobody's wire format. Each simulated
 * vendor tells the part of it that such a system would know, in its own words.
 *
 * Amounts are integer minor units. Instants are ISO 8601 UTC; days are `YYYY-MM-DD`.
 */
export interface World {
  readonly seed: number;
  readonly size: number;
  /** Midnight UTC of the day the world was made for; everything else hangs on it. */
  readonly today: string;
  readonly staff: readonly Staff[];
  /**
   * A customer that comes to the running world, behind all others. It is drawn
   * as they are, and what it has at systems it is not known to is left away.
   */
  add(customer: NewCustomer): Company;
  /** Made on demand from seed and index, so that 100,000 customers cost nothing until read. */
  company(index: number): Company;
  /** The index behind an id that one of the systems gave, or undefined. */
  indexOf(system: SystemId, id: string): number | undefined;
  /** The company with exactly this domain. */
  indexOfDomain(domain: string): number | undefined;
  /** Name and domain without making the rest: cheap enough to scan for a search. */
  headline(index: number): { readonly name: string; readonly domain: string };
  /** How this world makes its ids and reads them back. */
  readonly ids: Ids;
}

/** Somebody who becomes a customer while the world runs. */
export interface NewCustomer {
  readonly name: string;
  readonly domain: string;
  /** Where it is known; the CRM knows every company. */
  readonly systems: readonly Exclude<SystemId, 'catalog'>[];
  readonly at: Date;
}

export type SystemId = 'catalog' | 'stripe' | 'hubspot' | 'zendesk' | 'product';

/** Somebody who works for the company that runs the portal. */
export interface Staff {
  /** Name of the catalog user: `mara`, `jonas` … */
  readonly key: string;
  readonly name: string;
  readonly email: string;
  readonly role:
    | 'csm'
    | 'csm-manager'
    | 'account-executive'
    | 'support-agent'
    | 'finance'
    | 'engineer'
    | 'admin';
  readonly hubspotOwnerId: string;
  readonly zendeskUserId: number;
}

export type Segment = 'enterprise' | 'mid-market' | 'smb';
export type Lifecycle = 'prospect' | 'onboarding' | 'active' | 'churned';

/** What makes a customer worth looking at; each story appears in a small world too. */
export type Story =
  | 'steady'
  | 'growing'
  | 'shrinking'
  | 'dunning'
  | 'trial'
  | 'dormant'
  | 'escalated'
  | 'renewing-soon'
  | 'contradiction'
  | 'churned'
  | 'new'
  | 'huge';

export interface Company {
  readonly index: number;
  /** Name of the catalog entity, opaque: `cus-8f3a1c`. */
  readonly entityName: string;
  readonly name: string;
  readonly domain: string;
  readonly segment: Segment;
  readonly lifecycle: Lifecycle;
  readonly industry: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly timeZone: string;
  /** ISO 4217, upper case. */
  readonly currency: string;
  readonly story: Story;
  readonly parentIndex?: number;
  readonly childIndexes: readonly number[];
  /** `Staff.key` by role. */
  readonly csm: string;
  readonly accountExecutive: string;
  readonly createdAt: string;
  readonly ids: {
    /** Mostly one; some companies have two billing accounts. */
    readonly stripe: readonly string[];
    readonly hubspot: string;
    /** Mostly one; some companies have two help-desk organisations. */
    readonly zendesk: readonly number[];
    readonly product: string;
  };
  /** A sentence every caller must know, or undefined. */
  readonly warning?: string;
  readonly people: readonly Person[];
  readonly billing: Billing;
  readonly contract?: Contract;
  readonly usage: Usage;
  readonly relationship: Relationship;
  readonly tickets: readonly Ticket[];
}

export interface Person {
  readonly id: string;
  readonly hubspotContactId: string;
  readonly zendeskUserId: number;
  readonly productUserId: string;
  readonly name: string;
  readonly email: string;
  readonly phone?: string;
  readonly title: string;
  readonly role: 'primary' | 'billing' | 'technical' | 'executive' | 'user';
}

export interface Billing {
  readonly subscriptions: readonly Subscription[];
  readonly invoices: readonly Invoice[];
  /** Negative is credit in the customer's favour, as Stripe counts. */
  readonly balance: number;
  readonly balanceTransactions: readonly {
    readonly id: string;
    readonly amount: number;
    readonly at: string;
    readonly description: string;
  }[];
  readonly creditNotes: readonly {
    readonly id: string;
    readonly invoiceId: string;
    readonly amount: number;
    readonly at: string;
    readonly reason: 'duplicate' | 'order_change' | 'product_unsatisfactory';
    /** Given back as credit balance; otherwise it lowers an open invoice. */
    readonly toBalance: boolean;
  }[];
}

export interface Subscription {
  readonly id: string;
  /** Which of `ids.stripe` it belongs to. */
  readonly stripeCustomer: string;
  readonly planName: string;
  readonly status:
    | 'active'
    | 'past_due'
    | 'trialing'
    | 'canceled'
    | 'paused'
    | 'unpaid';
  readonly collection: 'charge_automatically' | 'send_invoice';
  /** Collection is paused while the status stays `active`. */
  readonly collectionPaused: boolean;
  readonly startedAt: string;
  readonly currentPeriodStart: string;
  readonly currentPeriodEnd: string;
  readonly trialEnd?: string;
  readonly cancelAtPeriodEnd: boolean;
  readonly canceledAt?: string;
  readonly endedAt?: string;
  readonly items: readonly SubscriptionItem[];
  /** Oldest first: what the items were before each change. */
  readonly changes: readonly {
    readonly at: string;
    readonly before: readonly SubscriptionItem[];
    readonly after: readonly SubscriptionItem[];
  }[];
  readonly discount?: {
    readonly id: string;
    readonly couponId: string;
    readonly name: string;
    readonly percentOff: number;
    readonly duration: 'forever' | 'repeating' | 'once';
    readonly start: string;
    readonly end?: string;
  };
  /** A change that is already agreed (a Stripe subscription schedule). */
  readonly scheduled?: {
    readonly id: string;
    readonly at: string;
    readonly quantity: number;
    readonly unitAmount: number;
  };
}

export interface SubscriptionItem {
  readonly id: string;
  readonly priceId: string;
  readonly productId: string;
  readonly productName: string;
  readonly unitAmount: number;
  readonly quantity: number;
  readonly interval: 'month' | 'year';
  readonly intervalCount: number;
  /** Graduated tiers; `unitAmount` is then 0. The last tier has no upper end. */
  readonly tiers?: readonly PriceTier[];
}

export interface PriceTier {
  readonly upTo?: number;
  readonly unitAmount: number;
  readonly flatAmount: number;
}

export interface Invoice {
  readonly id: string;
  readonly stripeCustomer: string;
  readonly number: string;
  /** Missing on a one-off invoice. */
  readonly subscriptionId?: string;
  readonly reason:
    | 'subscription_create'
    | 'subscription_cycle'
    | 'subscription_update'
    | 'manual';
  readonly status: 'draft' | 'open' | 'paid' | 'uncollectible' | 'void';
  readonly createdAt: string;
  readonly dueAt?: string;
  readonly paidAt?: string;
  readonly periodStart: string;
  readonly periodEnd: string;
  /** Sum of the lines' amounts less their discounts. */
  readonly total: number;
  /** Lowered by credit notes on the open invoice, in minor units. */
  readonly creditNoted: number;
  /** `amountPaid + amountRemaining + creditNoted = total`, except where void. */
  readonly amountPaid: number;
  readonly amountRemaining: number;
  readonly lines: readonly {
    readonly id: string;
    readonly description: string;
    /** Before discounts. */
    readonly amount: number;
    readonly discount: number;
    readonly quantity: number;
    /** Missing on a line that no price stands behind. */
    readonly priceId?: string;
    readonly productId?: string;
    readonly subscriptionItemId?: string;
    readonly periodStart: string;
    readonly periodEnd: string;
    readonly proration: boolean;
  }[];
  /** In order; the last one decides. */
  readonly attempts: readonly {
    readonly id: string;
    readonly chargeId: string;
    readonly at: string;
    readonly outcome: 'succeeded' | 'failed';
    readonly declineCode?: string;
  }[];
  readonly nextAttemptAt?: string;
  readonly refunds: readonly {
    readonly id: string;
    readonly chargeId: string;
    readonly amount: number;
    readonly at: string;
    readonly reason: 'requested_by_customer' | 'duplicate' | 'fraudulent';
    readonly status: 'succeeded' | 'pending' | 'failed';
  }[];
}

export interface Contract {
  readonly hubspotId: string;
  readonly number: string;
  readonly startDay: string;
  readonly endDay: string;
  readonly noticeDays: number;
  readonly autoRenews: boolean;
  /** Per year. Differs from what billing says where the story is a contradiction. */
  readonly annualValue: number;
  readonly currency: string;
  readonly termMonths: number;
}

export interface Usage {
  readonly seats: number;
  readonly plan: string;
  /** Of the last 90 days, oldest first; a day without a row is a day without events. */
  readonly daily: readonly {
    readonly day: string;
    readonly activeUsers: number;
    readonly events: number;
    /** Distinct users of the 7 and 30 days that end with this one. */
    readonly active7Days: number;
    readonly active30Days: number;
  }[];
  /** Distinct users of the last 7 and 30 days and of the same windows 30 days earlier. */
  readonly weeklyActive: number;
  readonly monthlyActive: number;
  readonly weeklyActive30DaysAgo: number;
  readonly monthlyActive30DaysAgo: number;
  readonly lastEventAt?: string;
  readonly firstValueAt?: string;
  readonly users: readonly {
    readonly id: string;
    readonly email: string;
    readonly name: string;
    readonly lastSeenAt?: string;
    readonly active: boolean;
  }[];
  readonly features: readonly {
    readonly key: string;
    readonly name: string;
    readonly eligibleUsers: number;
    readonly users30Days: number;
    readonly lastUsedAt?: string;
    /** Users by week, the last 12, oldest first. */
    readonly weekly: readonly {
      readonly week: string;
      readonly users: number;
    }[];
  }[];
  readonly flags: readonly {
    readonly key: string;
    readonly on: boolean;
    readonly since: string;
  }[];
}

export interface Relationship {
  /** 0 to 100, higher is better; undefined where nobody keeps one. */
  readonly health?: number;
  readonly healthPrevious?: number;
  readonly healthUpdatedAt?: string;
  readonly healthParts: readonly {
    readonly key: 'usage' | 'support' | 'billing' | 'sentiment' | 'engagement';
    /** Missing where the input is not there. */
    readonly score?: number;
  }[];
  readonly nps?: number;
  readonly npsAt?: string;
  /** What they said to it; the survey has an answer of its own without it. */
  readonly npsComment?: string;
  readonly opportunities: readonly {
    readonly hubspotId: string;
    readonly name: string;
    readonly kind: 'new' | 'renewal' | 'expansion';
    readonly stage: string;
    readonly amount: number;
    readonly currency: string;
    readonly closeDay: string;
    readonly status: 'open' | 'won' | 'lost';
    readonly nextStep?: string;
    readonly private: boolean;
  }[];
  readonly meetings: readonly Engagement[];
  readonly calls: readonly Engagement[];
  readonly notes: readonly Engagement[];
  readonly emails: readonly Engagement[];
}

export interface Engagement {
  readonly hubspotId: string;
  /** Past ones are touchpoints, coming ones meetings. */
  readonly at: string;
  readonly endAt?: string;
  readonly title: string;
  /** Written by staff: restricted. May carry HTML. */
  readonly body: string;
  readonly staff: string;
  readonly people: readonly string[];
  /** Set when the record hangs on a deal. */
  readonly opportunityId?: string;
}

export interface Ticket {
  readonly id: number;
  readonly organization: number;
  readonly subject: string;
  readonly status: 'new' | 'open' | 'pending' | 'hold' | 'solved' | 'closed';
  readonly priority: 'urgent' | 'high' | 'normal' | 'low' | null;
  readonly type: 'problem' | 'incident' | 'question' | 'task';
  readonly requesterId: number;
  /** `Staff.key`, or undefined. */
  readonly assignee?: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly solvedAt?: string;
  readonly tags: readonly string[];
  readonly escalatedAt?: string;
  readonly slaBreachAt?: string;
  readonly problemId?: number;
  readonly satisfaction?: {
    readonly id: number;
    readonly score: 'good' | 'bad' | 'offered';
    readonly comment?: string;
    readonly at: string;
  };
  readonly comments: readonly {
    readonly id: number;
    readonly authorId: number;
    readonly public: boolean;
    readonly at: string;
    readonly body: string;
  }[];
  /** Restricted to a private group of agents. */
  readonly privateGroup: boolean;
}
