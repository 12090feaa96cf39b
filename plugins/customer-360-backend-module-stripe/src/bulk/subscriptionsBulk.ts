import {
  MAX_RECORDS,
  mrrPolicyLabel,
  sumByCurrency,
  type SubscriptionsData,
} from '@customer-360/backstage-plugin-customer-360-common';
import {
  SourceError,
  toSourceError,
  type BulkPage,
  type BulkRow,
  type RowOwner,
  type SourceBulk,
  type SourceContext,
} from '@customer-360/backstage-plugin-customer-360-node';
import type Stripe from 'stripe';
import { validate } from '../api/drift';
import { listOf } from '../api/fields';
import { StripeAccountReader } from '../api/StripeAccountReader';
import {
  anyObjectSchema,
  subscribedCustomerSchema,
  type StripeSchedule,
  type StripeSubscription,
  type SubscribedCustomer,
} from '../api/wire';
import { withNotStarted } from '../facets/withNotStarted';
import { isPending } from '../facets/scheduledChanges';
import {
  expressesTerm,
  pricesOf,
  termContracts,
} from '../facets/termContracts';
import { subscriptionRecords } from '../facets/subscriptionRecords';
import { mrrHistory } from '../mrr/mrrHistory';
import { StripeCatalog } from '../mrr/StripeCatalog';
import { stripeMrrPolicy } from '../mrr/stripeMrrPolicy';
import { Gaps } from '../records/Gaps';
import type { StripeFacetContext } from '../records/StripeFacetContext';
import { PageGaps } from './PageGaps';
import { RoundMemory, type RoundReads } from './RoundMemory';

const EVERY = { minutes: 30 };
const PAGE_SIZE = 100;
/** Of one page; few of them cost a call. */
const LOOKED_UP = { prices: 2_000, coupons: 200 };

const MISSING = {
  subscriptions:
    'Read of all customers at once: without ended subscriptions and the MRR of earlier months',
  contracts: 'Read of all customers at once: without terms that are over',
};

interface Counted extends Omit<SubscribedCustomer, 'subscriptions'> {
  readonly drift: readonly string[];
  readonly truncated: boolean;
  readonly subscriptions: readonly StripeSubscription[];
  readonly schedules: readonly StripeSchedule[];
}

/**
 * What every customer has subscribed to now, and for how long. Stripe's list of subscriptions
 * goes by when they began, so a page of it ends within a customer; its list of
 * customers has those that are running with each of them, and a page of it
 * holds whole customers.
 *
 * @internal
 */
export function subscriptionsBulk(
  facet: StripeFacetContext,
  clientFor: (context: SourceContext) => Stripe,
): SourceBulk {
  const memory = new RoundMemory(EVERY);
  return {
    id: 'subscriptions',
    mode: 'snapshot',
    facets: ['subscriptions', 'contracts'],
    every: EVERY,
    async page(cursor, context): Promise<BulkPage> {
      const reads = memory.for(cursor, context.now());
      const stripe = clientFor(context);
      const { ids, customers, more } = await readPage(stripe, cursor, context);
      const rows = await rowsOf(customers, facet, stripe, reads, context);
      const next = ids.at(-1) ?? cursor ?? '';
      memory.goesOnAt(next);
      return { rows, cursor: next, last: !more };
    },
  };
}

async function readPage(
  stripe: Stripe,
  cursor: string | undefined,
  context: SourceContext,
) {
  const page = await listed(stripe, cursor);
  const { data, has_more: more } = validate(listOf(anyObjectSchema), page).data;
  if (more && data.length === 0) {
    // There is more, and no id to go on from.
    throw new SourceError('schema');
  }
  const customers: Counted[] = [];
  for (const object of data) {
    const customer = readCustomer(object);
    if (customer) {
      customers.push(await whole(customer, stripe, context));
    }
  }
  if (data.length > 0 && customers.length === 0) {
    throw new SourceError('schema');
  }
  return { ids: data.map(({ id }) => id), customers, more };
}

/** Undefined for one that is not as agreed: it must not hold up the others. */
function readCustomer(object: object) {
  try {
    const { data, drift } = validate(subscribedCustomerSchema, object);
    return data.subscriptions.data.every(({ customer }) => customer === data.id)
      ? { ...data, drift }
      : undefined;
  } catch (error) {
    if (SourceError.is(error)) {
      return undefined;
    }
    throw error;
  }
}

/** Of the few of whom not all has come, the rest is asked for. */
async function whole(
  customer: SubscribedCustomer & { readonly drift: readonly string[] },
  stripe: Stripe,
  context: SourceContext,
): Promise<Counted> {
  const { data, has_more: more } = customer.subscriptions;
  const isWhole =
    !more &&
    data.every(
      ({ items, schedule }) =>
        typeof schedule !== 'string' &&
        !items.has_more &&
        items.data.every(({ discounts }) =>
          discounts.every(discount => typeof discount !== 'string'),
        ),
    );
  if (isWhole) {
    return {
      ...customer,
      truncated: false,
      subscriptions: data,
      schedules: data.flatMap(({ schedule }) =>
        schedule === undefined || typeof schedule === 'string' ? [] : schedule,
      ),
    };
  }
  const reader = new StripeAccountReader(stripe, customer.id, context);
  const subscriptions = await reader.subscriptions();
  const schedules = await reader.schedules();
  return {
    ...customer,
    drift: [...customer.drift, ...subscriptions.drift, ...schedules.drift],
    truncated: subscriptions.truncated || schedules.truncated,
    subscriptions: subscriptions.items,
    schedules: schedules.items.filter(({ subscription }) => subscription),
  };
}

async function rowsOf(
  customers: readonly Counted[],
  facet: StripeFacetContext,
  stripe: Stripe,
  reads: RoundReads,
  context: SourceContext,
): Promise<BulkRow[]> {
  const now = context.now();
  const policy = stripeMrrPolicy(facet.config.mrr.discounts);
  const all = customers.flatMap(({ subscriptions }) => subscriptions);
  const ofAll = new PageGaps();
  const notBegun = await reads.notBegun.byCustomer(stripe, ofAll);
  const schedulesOf = ({ id, schedules }: Counted) => [
    ...schedules,
    ...(notBegun.get(id) ?? []),
  ];
  const catalog = new StripeCatalog(
    reads.catalog.through(
      new StripeAccountReader(stripe, '', context),
      new Map(
        all.flatMap(({ items }) =>
          items.data.map(({ price }) => [price.id, price]),
        ),
      ),
    ),
    new PageGaps(),
    LOOKED_UP,
  );
  await catalog.load(
    all,
    pricesOf(
      customers
        .flatMap(schedulesOf)
        .filter(each => isPending(each) || expressesTerm(each)),
    ),
    customers.flatMap(({ discount }) => discount ?? []),
  );
  return customers.flatMap((customer): BulkRow[] => {
    const gaps = new Gaps();
    ofAll.missing.forEach(gap => gaps.add(gap));
    gaps.addDrift(customer.drift);
    if (customer.truncated) {
      gaps.add('There are more subscriptions than were read');
    }
    const schedules = schedulesOf(customer);
    const pending = schedules.filter(isPending);
    const records = subscriptionRecords(
      facet,
      {
        subscriptions: customer.subscriptions.filter(isRunning),
        pending,
        customerDiscount: customer.discount ?? undefined,
        catalog,
        policy,
        now,
      },
      gaps,
    );
    const mrr = sumByCurrency(records.flatMap(record => record.mrr ?? []));
    const data: SubscriptionsData = {
      subscriptions: withNotStarted(facet, records, pending, catalog),
      mrr,
      mrrHistory: mrrHistory(now, mrr, () => undefined),
      policy: mrrPolicyLabel(policy),
    };
    const contracts = termContracts(
      facet,
      schedules.filter(expressesTerm).slice(0, MAX_RECORDS),
      catalog,
      gaps,
    );
    const row = {
      kind: 'data',
      account: customer.id,
      // What is over brings nothing, and what was is observed already.
      figuresWhole: gaps.missing.length === 0,
      owner: ownerOf(customer, facet),
    } as const;
    return [
      {
        ...row,
        facet: 'subscriptions',
        data,
        missing: [MISSING.subscriptions, ...gaps.missing],
      },
      {
        ...row,
        facet: 'contracts',
        data: { contracts },
        missing: [MISSING.contracts, ...gaps.missing],
      },
    ];
  });
}

/** Whose it is, where config says which metadata has it. */
function ownerOf(
  { metadata }: Counted,
  { config: { externalIdMetadata } }: StripeFacetContext,
): RowOwner | undefined {
  const named =
    externalIdMetadata === undefined
      ? undefined
      : metadata?.[externalIdMetadata]?.trim();
  return named ? { names: [named] } : undefined;
}

/** The same of a customer who was asked for alone as of all others. */
function isRunning({ status }: StripeSubscription): boolean {
  return status !== 'canceled' && status !== 'incomplete_expired';
}

async function listed(stripe: Stripe, cursor: string | undefined) {
  try {
    return await stripe.customers.list({
      limit: PAGE_SIZE,
      starting_after: cursor,
      // Four levels are the most: discounts of items are not among them.
      expand: [
        'data.subscriptions.data.discounts',
        'data.subscriptions.data.schedule',
      ],
    });
  } catch (caught) {
    const error = toSourceError(caught);
    const isRefused = cursor !== undefined && error.reason === 'upstream';
    throw isRefused && (await isGone(stripe, cursor))
      ? new SourceError('not_found')
      : error;
  }
}

/** Stripe refuses a cursor of a customer that was deleted as any bad request. */
async function isGone(stripe: Stripe, customer: string): Promise<boolean> {
  try {
    return Boolean((await stripe.customers.retrieve(customer)).deleted);
  } catch (error) {
    return toSourceError(error).reason === 'not_found';
  }
}
