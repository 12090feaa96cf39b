import type { Customer } from './customers.ts';
import type { Answer, Visitor } from './Visitor.ts';

export const API = '/api/customer-360/v1';

/** All facets that the page knows, those that nobody fills among them. */
export const FACETS = [
  'account',
  'team',
  'contacts',
  'subscriptions',
  'invoices',
  'payments',
  'credits',
  'contracts',
  'activity',
  'features',
  'entitlements',
  'health',
  'surveys',
  'touchpoints',
  'notes',
  'playbooks',
  'opportunities',
  'tickets',
  'satisfaction',
  'feedback',
  'meetings',
  'revenue',
] as const;

/** A place in which something of a customer may be said. */
export interface Surface {
  readonly name: string;
  /** False where a canary has no business, whoever looks. */
  readonly ofPage: boolean;
  /** True where an answer is a list, which may be empty. */
  readonly isSearch?: boolean;
  ask(visitor: Visitor): Promise<Answer>;
}

export function customerPath({ name }: Pick<Customer, 'name'>): string {
  return `${API}/customers/default/${name}`;
}

/** Everything that can be asked about one customer. */
export function surfacesOf(customer: Customer): Surface[] {
  const path = customerPath(customer);
  const page = (name: string, at: string): Surface => ({
    name,
    ofPage: true,
    ask: visitor => visitor.get(`${path}${at}`),
  });
  const other = (name: string, at: string, isSearch = false): Surface => ({
    name,
    ofPage: false,
    isSearch,
    ask: visitor => visitor.get(at),
  });
  const entity = `/api/catalog/entities/by-name/customer/default/${customer.name}`;
  const filter = `filter=kind=customer,metadata.name=${customer.name}`;
  return [
    page('the page', '/view'),
    page('the stream', '/stream'),
    ...FACETS.map(facet =>
      page(`the list of ${facet}`, `/facets/${facet}?limit=3`),
    ),
    page('an unknown facet', '/facets/secrets'),
    page('a wrong cursor', '/facets/tickets?cursor=e30.AAAA'),
    {
      name: 'a refresh',
      ofPage: true,
      ask: visitor => visitor.post(`${path}/refresh`, { facets: ['team'] }),
    },
    page('one’s own access', '/access'),
    page('the people who see it', '/access/people'),
    ...Object.entries(customer.annotations)
      .filter(([key]) => key !== 'customer-360/domain')
      .map(([key, ids]) =>
        other(
          'a link by id',
          `${API}/by/${key.split('/')[1]}/${ids.split(',')[0]}`,
        ),
      ),
    other('the catalog', entity),
    other(
      'the catalog’s list',
      `/api/catalog/entities/by-query?${filter}`,
      true,
    ),
    other('the catalog’s older list', `/api/catalog/entities?${filter}`, true),
    other(
      'search',
      `/api/search/query?term=${encodeURIComponent(customer.title)}`,
      true,
    ),
  ];
}

/** What is of nobody in particular. */
export const GENERAL: readonly Surface[] = [
  ['the list of grants', '/grants?limit=200'],
  ['the grants that one decides about', '/grants?view=managed&limit=200'],
  ['the ledger', '/ledger?limit=200'],
  ['the export of the ledger', '/ledger/export'],
  ['the proof of the ledger', '/ledger/verify'],
  ['the use of the page', '/ledger/usage'],
  ['the sources', '/sources'],
  ['accounts of nobody', '/sources/orphans?source=stripe'],
  [
    'the listing for the catalog',
    '/ingestion/customers?source=hubspot&mode=all',
  ],
  ['a webhook', '/webhooks/stripe'],
  ['the roles', '/access/roles'],
  ['what a person sees', '/access/people/default/seer'],
  ['health', '/health'],
  ['the contract of the API', '/../openapi.json'],
].map(([name, path]) => ({
  name,
  ofPage: false,
  ask: visitor => visitor.get(`${API}${path}`),
}));
