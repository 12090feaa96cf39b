import { newestFirst } from '@customer-360/backstage-plugin-customer-360-common';
import type {
  VendorAnswer,
  VendorRequest,
  VendorResponder,
} from '@customer-360/backstage-plugin-customer-360-node/testUtils';

/** A ticket as Zendesk sends it; what is not given is as in a quiet account. */
interface GivenTicket {
  id: number;
  subject?: string;
  status?: string;
  priority?: string | null;
  type?: string;
  organization_id?: number | null;
  group_id?: number | null;
  problem_id?: number;
  updated_at?: string;
  tags?: string[];
  satisfaction_rating?: unknown;
  slas?: unknown;
  metric_set?: unknown;
}

export const ORGANIZATION = 36_001;
export const PUBLIC_GROUP = 10;
export const PRIVATE_GROUP = 11;
const GROUPS = [
  { id: PUBLIC_GROUP, name: 'Support', is_public: true },
  { id: PRIVATE_GROUP, name: 'Legal', is_public: false },
];

const USERS = [
  {
    id: 501,
    name: 'Amara Belmonte',
    email: 'Amara@brightwater.example',
    phone: '+49 30 5550137',
    role: 'end-user',
    organization_id: ORGANIZATION,
  },
  {
    id: 601,
    name: 'Sam Agent',
    email: 'sam@demo.example',
    phone: null,
    role: 'agent',
    organization_id: ORGANIZATION,
  },
];

/** A help desk of a few records that answers as Zendesk does. @internal */
export class ZendeskDesk {
  readonly #tickets: Array<ReturnType<typeof ticketOf>> = [];
  /** Ids that the search's index has, if not those of all tickets. */
  indexed: number[] | undefined;
  /** Ids of tickets of which the index still has what was before. */
  stale: number[] = [];
  surveys: Array<{ ticket: number; rating: number }> = [];
  /** Tokens that were given out, newest last. */
  readonly tokens: string[] = [];
  readonly revoked = new Set<string>();
  tokenLifeSeconds = 3600;
  #page = 100;

  add(...tickets: GivenTicket[]): this {
    this.#tickets.push(...tickets.map(ticketOf));
    return this;
  }

  /** Makes pages smaller than they are asked for, as a quick way to many. */
  withPagesOf(size: number): this {
    this.#page = size;
    return this;
  }

  readonly respond: VendorResponder = request => {
    if (request.path === '/oauth/tokens') {
      return this.#issue(request);
    }
    const [scheme, token] = (request.headers.authorization ?? '').split(' ');
    const known =
      scheme === 'Basic' ||
      (this.tokens.includes(token) && !this.revoked.has(token));
    return known
      ? this.#answer(request, request.path.replace('/api/v2/', ''))
      : { status: 401, json: { error: 'invalid_token' } };
  };

  #issue(request: VendorRequest): VendorAnswer {
    const body = JSON.parse(request.body);
    if (body.client_secret !== 'secret') {
      return { status: 401, json: { error: 'invalid_client' } };
    }
    this.tokens.push(`token-${this.tokens.length + 1}`);
    return {
      json: {
        access_token: this.tokens.at(-1),
        token_type: 'bearer',
        scope: body.scope,
        expires_in: this.tokenLifeSeconds,
      },
    };
  }

  #answer(request: VendorRequest, path: string): VendorAnswer | undefined {
    const { query } = request;
    switch (path) {
      case `organizations/${ORGANIZATION}`:
        return {
          json: {
            organization: {
              id: ORGANIZATION,
              name: 'Brightwater Logistics',
              domain_names: ['Brightwater.example'],
              organization_fields: {
                support_tier: 'gold',
                account_warning: 'No changes before the audit.',
                empty_field: null,
              },
              notes: 'internal: difficult',
            },
          },
        };
      case `organizations/${ORGANIZATION}/tickets`:
        return this.#listed(
          request,
          this.#tickets
            .filter(ticket => ticket.organization_id === ORGANIZATION)
            .sort(newestFirst(({ updated_at }) => updated_at)),
        );
      case `organizations/${ORGANIZATION}/users`:
        return {
          json: { users: USERS, ...cursor(USERS.length, USERS.length) },
        };
      case 'tickets/show_many': {
        const ids = query.get('ids')!.split(',').map(Number);
        return this.#withSideloads(
          this.#tickets.filter(({ id }) => ids.includes(id)),
        );
      }
      case 'groups':
        return { json: { groups: GROUPS, ...cursor(2, 2) } };
      case 'search':
        return { json: this.#search(query.get('query')!) };
      case 'search/export':
        return this.#export(request);
      case 'organizations':
        return this.#paged(request, 'organizations', [
          { id: ORGANIZATION },
          { id: 36_002 },
        ]);
      case 'organizations/search':
        return {
          json: {
            organizations:
              query.get('external_id') === 'cus-brightwater'
                ? [{ id: 36_002 }]
                : [],
          },
        };
      case 'users/search':
        return { json: { users: USERS } };
      case 'users/501/organization_memberships':
        return {
          json: {
            organization_memberships: [
              { organization_id: ORGANIZATION },
              { organization_id: 36_002 },
            ],
          },
        };
      case 'guide/survey_responses':
        return this.#surveyResponses(query.get('filter[subject_zrns]')!);
      default:
        return this.#single(path);
    }
  }

  #single(path: string): VendorAnswer | undefined {
    const [kind, id] = path.split('/');
    const ticket = this.#tickets.find(each => each.id === Number(id));
    if (kind === 'tickets' && ticket) {
      return { json: { ticket, groups: GROUPS } };
    }
    return kind === 'satisfaction_ratings' && Number(id) >= 9000
      ? {
          json: {
            satisfaction_rating: {
              ticket_id: Number(id) - 9000,
              created_at: '2026-11-05T04:00:00Z',
            },
          },
        }
      : undefined;
  }

  #listed(
    { query }: VendorRequest,
    tickets: ReadonlyArray<ReturnType<typeof ticketOf>>,
  ): VendorAnswer {
    const start = Number(query.get('page[after]') ?? 0);
    const size = Math.min(Number(query.get('page[size]')), this.#page);
    const { json } = this.#withSideloads(tickets.slice(start, start + size));
    return { json: { ...json, ...cursor(start + size, tickets.length) } };
  }

  #withSideloads(tickets: ReadonlyArray<ReturnType<typeof ticketOf>>) {
    return {
      json: {
        tickets,
        users: [
          { id: 501, name: 'Amara Belmonte' },
          { id: 601, name: 'Sam Agent' },
        ],
        groups: GROUPS,
      },
    };
  }

  /** All there are, by the index. */
  #export(request: VendorRequest): VendorAnswer {
    const text = request.query.get('query')!;
    const tag = /tags:(\S+)/.exec(text)?.[1];
    return this.#paged(
      request,
      'results',
      this.#tickets.filter(
        ({ id, status, tags }) =>
          (!text.includes('status<solved') ||
            this.stale.includes(id) ||
            !['solved', 'closed'].includes(status)) &&
          (tag === undefined || tags.includes(tag)),
      ),
    );
  }

  #paged(
    { query }: VendorRequest,
    name: string,
    items: readonly object[],
  ): VendorAnswer {
    const start = Number(query.get('page[after]') ?? 0);
    const size = Math.min(Number(query.get('page[size]')), this.#page);
    return {
      json: {
        [name]: items.slice(start, start + size),
        ...cursor(start + size, items.length),
      },
    };
  }

  #search(text: string) {
    if (text.startsWith('type:organization')) {
      const results = [
        { id: ORGANIZATION, domain_names: ['Brightwater.example'] },
        { id: 36_009, domain_names: ['notbrightwater.example'] },
      ];
      return { results, count: 2, next_page: null };
    }
    const tag = /tags:(\S+)/.exec(text)?.[1];
    const results = this.#tickets.filter(
      ticket =>
        (this.indexed?.includes(ticket.id) ?? true) &&
        ticket.organization_id === ORGANIZATION &&
        !text.includes(`-group:${ticket.group_id}`) &&
        (tag === undefined || ticket.tags.includes(tag)),
    );
    return { results, count: results.length, next_page: null };
  }

  #surveyResponses(zrns: string): VendorAnswer {
    const asked = zrns.split(',');
    const responses = this.surveys
      .filter(({ ticket }) => asked.includes(`zen:ticket:${ticket}`))
      .map(({ ticket, rating }) => ({
        id: `01J${ticket}`,
        subjects: [{ zrn: `zen:ticket:${ticket}` }],
        answers: [
          {
            type: 'rating_scale',
            rating,
            rating_category: rating > 3 ? 'good' : 'bad',
            created_at: '2026-11-06T04:00:00Z',
          },
          {
            type: 'open_ended',
            value: 'Quick.',
            created_at: '2026-11-06T04:00:00Z',
          },
        ],
      }));
    return {
      json: { survey_responses: responses, ...cursor(1, responses.length) },
    };
  }
}

/** On the last page `next` still leads somewhere: that is how Zendesk is. */
function cursor(end: number, total: number) {
  return {
    meta: {
      has_more: end < total,
      after_cursor: String(end),
      before_cursor: null,
    },
    links: { prev: null, next: `https://acme.zendesk.com/next?after=${end}` },
  };
}

function ticketOf(given: GivenTicket) {
  return {
    subject: `Ticket ${given.id}`,
    status: 'open',
    priority: 'normal' as string | null,
    type: 'question',
    organization_id: ORGANIZATION as number | null,
    group_id: PUBLIC_GROUP as number | null,
    requester_id: 501,
    assignee_id: 601,
    problem_id: null as number | null,
    created_at: '2026-11-01T10:00:00Z',
    updated_at: '2026-11-20T10:00:00Z',
    tags: [] as string[],
    satisfaction_rating: { score: 'unoffered' } as unknown,
    slas: { policy_metrics: [] } as unknown,
    metric_set: { solved_at: null } as unknown,
    ...given,
  };
}
