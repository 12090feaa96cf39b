import type { Customer } from './customers.ts';
import { isAccountId } from './canaries.ts';
import { managesLinks, type Persona, type Rights } from './rights.ts';
import type { Answer, Visitor } from './Visitor.ts';

export const API = '/api/customer-360/v1';

const NO_GRANT = '00000000-0000-4000-8000-000000000000';

const YESTERDAY = new Date(Date.now() - 24 * 60 * 60 * 1000)
  .toISOString()
  .slice(0, 10);

/** Those that no source of the demo fills, and no page has. */
export const UNFILLED: ReadonlySet<string> = new Set([
  'playbooks',
  'revenue',
  'receivables',
  'campaigns',
  'metrics',
]);

/** All facets that there are, those that nobody fills among them. */
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
  'receivables',
  'campaigns',
  'metrics',
] as const;

/** A place in which something of a customer may be said. */
export interface Surface {
  readonly name: string;
  /** False where a canary has no business, whoever looks. */
  readonly ofPage: boolean;
  /** Where it is not the page that decides who may be told what. */
  shows?(kind: string, rights: Rights): boolean;
  /** The same where it is about nobody in particular. */
  tells?(kind: string, persona: Persona): boolean;
  /** True where the answer is the entity, as whoever may read it gets it. */
  readonly isCatalog?: boolean;
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
  const write = (
    name: string,
    method: 'POST' | 'PUT' | 'DELETE',
    at: string,
    body: object,
  ): Surface => ({
    name,
    ofPage: true,
    ask: visitor => visitor.write(method, `${path}${at}`, body),
  });
  const other = (
    name: string,
    at: string,
    isSearch = false,
    isCatalog = false,
  ): Surface => ({
    name,
    ofPage: false,
    isSearch,
    isCatalog,
    ask: visitor => visitor.get(at),
  });
  const entity = `/api/catalog/entities/by-name/customer/default/${customer.name}`;
  const filter = `filter=kind=customer,metadata.name=${customer.name}`;
  return [
    page('the page', '/view'),
    page('the page of a past day', `/view?asOf=${YESTERDAY}`),
    page('the stream', '/stream'),
    page('what changed since one last looked', '/since-last-look'),
    ...FACETS.map(facet =>
      page(`the list of ${facet}`, `/facets/${facet}?limit=3`),
    ),
    page('an unknown facet', '/facets/secrets'),
    page('a wrong cursor', '/facets/tickets?cursor=e30.AAAA'),
    write('a brief', 'POST', '/brief', {}),
    write('a refresh', 'POST', '/refresh', { facets: ['team'] }),
    write('what only a service may say', 'POST', '/invalidate', {
      facets: ['tickets'],
    }),
    {
      ...page('its links', '/links'),
      shows: (kind, { links }) => links && isAccountId(kind),
    },
    write('a link to nowhere', 'PUT', '/links/nowhere/acct_1', {}),
    write('a link that is none', 'DELETE', '/links/stripe/cus_none', {
      reason: 'A test',
    }),
    write('the end of its observations', 'DELETE', '/observations', {}),
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
    other('the catalog', entity, false, true),
    other(
      'the catalog’s list',
      `/api/catalog/entities/by-query?${filter}`,
      true,
      true,
    ),
    other(
      'the catalog’s older list',
      `/api/catalog/entities?${filter}`,
      true,
      true,
    ),
    other(
      'search',
      `/api/search/query?term=${encodeURIComponent(customer.title)}`,
      true,
    ),
  ];
}

/** What is of nobody in particular. */
export const GENERAL: readonly Surface[] = [
  read('the list of grants', '/grants?limit=200'),
  read('the grants that one decides about', '/grants?view=managed&limit=200'),
  read('the grants in force', '/grants/live'),
  write('a grant of nothing', 'POST', '/grants', {}),
  write('a decision about no grant', 'POST', `/grants/${NO_GRANT}`, {
    decision: 'approve',
    reason: 'A test',
  }),
  write('the end of no grant', 'DELETE', `/grants/${NO_GRANT}`, {
    reason: 'A test',
  }),
  read('the ledger', '/ledger?limit=200'),
  read('the export of the ledger', '/ledger/export'),
  read('the proof of the ledger', '/ledger/verify'),
  read('the use of the page', '/ledger/usage'),
  read('the sources', '/sources'),
  {
    ...read('accounts of nobody', '/sources/orphans?source=stripe'),
    // Whoever says whose they are has to know which they are.
    tells: (kind, { role }) => kind === 'stripe.id' && managesLinks(role),
  },
  read(
    'the listing for the catalog',
    '/ingestion/customers?source=hubspot&mode=all',
  ),
  write('some customers for the catalog', 'POST', '/ingestion/customers', {
    source: 'hubspot',
    ids: ['1'],
  }),
  write('the end of a listing for the catalog', 'POST', '/ingestion/rounds', {
    source: 'hubspot',
    endedAt: `${YESTERDAY}T12:00:00.000Z`,
    listed: 1,
    customers: 1,
    kept: 0,
  }),
  write('links for the catalog', 'POST', '/ingestion/links', { links: [] }),
  read('a webhook', '/webhooks/stripe'),
  write('an unsigned webhook', 'POST', '/webhooks/stripe', { id: 'evt_1' }),
  read('the roles', '/access/roles'),
  read('what a person sees', '/access/people/default/seer'),
  read('health', '/health'),
  read('the contract of the API', '/../openapi.json'),
];

function read(name: string, path: string): Surface {
  return {
    name,
    ofPage: false,
    ask: visitor => visitor.get(`${API}${path}`),
  };
}

function write(
  name: string,
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  body: object,
): Surface {
  return {
    name,
    ofPage: false,
    ask: visitor => visitor.write(method, `${API}${path}`, body),
  };
}
