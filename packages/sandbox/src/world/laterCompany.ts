import type { Blueprint } from './Blueprint.ts';
import { drawBlueprint } from './draw/drawBlueprint.ts';
import type { Company, NewCustomer } from './types.ts';

const NO_BILLING: Company['billing'] = {
  subscriptions: [],
  invoices: [],
  balance: 0,
  balanceTransactions: [],
  creditNotes: [],
};

const NO_RELATIONSHIP: Company['relationship'] = {
  healthParts: [],
  opportunities: [],
  meetings: [],
  calls: [],
  notes: [],
  emails: [],
};

/** A customer that comes later, drawn as the others are. */
export function laterBlueprint(
  seed: number,
  index: number,
  { name, domain }: NewCustomer,
): Blueprint {
  return {
    ...drawBlueprint(seed, {
      index,
      name,
      domain,
      industry: 'Logistics',
      childIndexes: [],
    }),
    stripeAccounts: 1,
    zendeskOrganizations: 1,
  };
}

/** The company without what it would have at systems that do not know it. */
export function knownTo(
  company: Company,
  { systems, at }: NewCustomer,
): Company {
  const known = new Set(systems);
  const isCrmOnly = systems.every(system => system === 'hubspot');
  const fixed = <T>(value: T) => ({ value, enumerable: true });
  // Its parts are still made when they are first looked at.
  return Object.defineProperties({} as Company, {
    ...Object.getOwnPropertyDescriptors(company),
    createdAt: fixed(at.toISOString()),
    ids: fixed({
      ...company.ids,
      stripe: known.has('stripe') ? company.ids.stripe : [],
      zendesk: known.has('zendesk') ? company.ids.zendesk : [],
    }),
    ...(!known.has('stripe') && { billing: fixed(NO_BILLING) }),
    ...(!known.has('zendesk') && { tickets: fixed([]) }),
    ...(isCrmOnly && {
      people: fixed([]),
      contract: fixed(undefined),
      relationship: fixed(NO_RELATIONSHIP),
    }),
  });
}
