import { makeBilling } from './billing.ts';
import type { Blueprint } from './Blueprint.ts';
import { makeContract } from './contract.ts';
import { drawBlueprint } from './draw/drawBlueprint.ts';
import { headlineOf } from './headline.ts';
import { Ids, MAX_COMPANIES } from './ids.ts';
import { makePeople } from './people.ts';
import { makeRelationship } from './relationship.ts';
import { STAFF } from './staff.ts';
import { STORIES } from './stories/index.ts';
import { makeTickets } from './tickets.ts';
import { DAY, iso } from './time.ts';
import { knownTo, laterBlueprint } from './laterCompany.ts';
import type { Company, NewCustomer, SystemId, World } from './types.ts';
import { makeUsage } from './usage.ts';

export interface WorldOptions {
  /** The same seed gives the same world, in every process. */
  readonly seed: number;
  /** Number of companies, from 1 to 100,000. */
  readonly size: number;
  /** `YYYY-MM-DD` or an instant on that day, UTC. */
  readonly today: string;
}

const LARGEST = 100_000;
const CACHED = 512;

/**
 * The simulated world. Nothing is made until it is read, and only the companies
 * read last are kept.
 *
 * @throws RangeError when the size or the day is out of bounds
 */
export function createWorld(options: WorldOptions): World {
  const { seed, size } = options;
  if (
    !Number.isInteger(size) ||
    size < 1 ||
    size > Math.min(LARGEST, MAX_COMPANIES)
  ) {
    throw new RangeError(`A world has 1 to ${LARGEST} companies, not ${size}.`);
  }
  const instant = Date.parse(options.today);
  if (Number.isNaN(instant)) {
    throw new RangeError(`Not a day: ${options.today}`);
  }
  const today = Math.floor(instant / DAY) * DAY;
  const ids = new Ids(seed);
  const cache = new Map<number, Company>();
  const added: Company[] = [];
  let domains: Map<string, number> | undefined;

  const headline = (index: number) =>
    added[index - size] ?? headlineOf(seed, size, index);

  const company = (index: number): Company => {
    const later = added[index - size];
    if (later) return later;
    if (!Number.isInteger(index) || index < 0 || index >= size) {
      throw new RangeError(`No company ${index} in a world of ${size}.`);
    }
    let found = cache.get(index);
    cache.delete(index);
    found ??= makeCompany(seed, ids, blueprintOf(seed, size, index), today);
    cache.set(index, found);
    if (cache.size > CACHED) {
      const oldest = cache.keys().next();
      if (!oldest.done) cache.delete(oldest.value);
    }
    return found;
  };

  const indexOf = (system: SystemId, id: string): number | undefined => {
    const index = placeOf(ids, system, id)?.index;
    return index !== undefined && index < size + added.length
      ? index
      : undefined;
  };

  const add = (customer: NewCustomer): Company => {
    const index = size + added.length;
    if (index >= MAX_COMPANIES) {
      throw new RangeError(`A world has at most ${MAX_COMPANIES} companies.`);
    }
    const made = makeCompany(
      seed,
      ids,
      laterBlueprint(seed, index, customer),
      today,
    );
    const later = knownTo(made, customer);
    added.push(later);
    domains?.set(later.domain, index);
    return later;
  };

  return {
    seed,
    get size() {
      return size + added.length;
    },
    add,
    today: iso(today),
    staff: STAFF,
    ids,
    headline,
    company,
    indexOf,
    indexOfDomain: domain => {
      domains ??= new Map(
        Array.from({ length: size + added.length }, (_, index) => [
          headline(index).domain,
          index,
        ]),
      );
      return domains.get(domain);
    },
  };
}

function placeOf(ids: Ids, system: SystemId, id: string) {
  switch (system) {
    case 'catalog':
      return ids.catalogPlace(id);
    case 'stripe':
      return ids.stripePlace(id);
    case 'hubspot':
      return ids.hubspotPlace(id);
    case 'zendesk':
      return ids.zendeskPlace(Number(id));
    default:
      return ids.productPlace(id);
  }
}

function blueprintOf(seed: number, size: number, index: number): Blueprint {
  const headline = headlineOf(seed, size, index);
  const story = STORIES[index];
  return story
    ? { stripeAccounts: 1, zendeskOrganizations: 1, ...story, ...headline }
    : drawBlueprint(seed, headline);
}

/** Each aspect is made when it is first looked at. */
function makeCompany(
  seed: number,
  ids: Ids,
  plan: Blueprint,
  today: number,
): Company {
  const { index } = plan;
  const people = once(() => makePeople(seed, ids, plan));
  const billing = once(() => makeBilling(seed, ids, plan, today));
  const contract = once(() => makeContract(ids, plan, today));
  const usage = once(() => makeUsage(seed, ids, plan, today));
  const relationship = once(() =>
    makeRelationship(seed, ids, plan, people(), today),
  );
  const tickets = once(() => makeTickets(seed, ids, plan, people(), today));
  return {
    index,
    entityName: ids.catalog(index),
    name: plan.name,
    domain: plan.domain,
    segment: plan.segment,
    lifecycle: plan.lifecycle,
    industry: plan.industry,
    country: plan.country,
    timeZone: plan.timeZone,
    currency: plan.currency,
    story: plan.story,
    parentIndex: plan.parentIndex,
    childIndexes: plan.childIndexes,
    csm: plan.csm,
    accountExecutive: plan.accountExecutive,
    createdAt: iso(today - plan.createdDaysAgo * DAY),
    ids: {
      stripe: Array.from({ length: plan.stripeAccounts }, (_, account) =>
        ids.stripe('cus', index, account),
      ),
      hubspot: ids.hubspot('company', index),
      zendesk: Array.from({ length: plan.zendeskOrganizations }, (_, at) =>
        ids.zendesk('organization', index, at),
      ),
      product: ids.product('acct', index),
    },
    warning: plan.warning,
    get people() {
      return people();
    },
    get billing() {
      return billing();
    },
    get contract() {
      return contract();
    },
    get usage() {
      return usage();
    },
    get relationship() {
      return relationship();
    },
    get tickets() {
      return tickets();
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
