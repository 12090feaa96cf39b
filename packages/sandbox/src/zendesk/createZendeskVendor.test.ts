import { createHmac } from 'node:crypto';
import { testContext, testRequest } from '../server/testRequest.ts';
import type { Vendor } from '../server/types.ts';
import { createWorld } from '../world/createWorld.ts';
import { createZendeskVendor } from './createZendeskVendor.ts';

const world = createWorld({ seed: 42, size: 60, today: '2026-11-23' });
const brightwater = world.company(0);
const [organization] = brightwater.ids.zendesk;
const LEGACY = `Basic ${Buffer.from(
  'agent@demo.example/token:sandbox-token',
).toString('base64')}`;
const CLIENT = {
  grant_type: 'client_credentials',
  client_id: 'customer-360',
  client_secret: 'sandbox-secret',
};

describe('Zendesk', () => {
  let vendor: Vendor;
  let context: ReturnType<typeof testContext>;
  let bearer: string;

  async function send(
    method: string,
    url: string,
    body?: unknown,
    authorization?: string,
  ) {
    const answer = await vendor.handle(
      testRequest(method, url, {
        body,
        headers: authorization ? { authorization } : {},
      }),
    );
    return {
      ...answer,
      headers: answer.headers ?? {},
      body: JSON.parse(JSON.stringify(answer.body)),
    };
  }

  const issue = (more: object) =>
    send('POST', '/oauth/tokens', { ...CLIENT, ...more });

  const get = (path: string, authorization = bearer) =>
    send('GET', `/api/v2/${path}`, undefined, authorization);

  beforeEach(async () => {
    context = testContext();
    vendor = createZendeskVendor(world, context);
    bearer = `Bearer ${
      (await issue({ scope: 'read write' })).body.access_token
    }`;
  });

  describe('auth', () => {
    it('issues a token that ends', async () => {
      const { body } = await issue({ scope: 'read', expires_in: 600 });
      expect(body).toEqual({
        access_token: expect.any(String),
        token_type: 'bearer',
        scope: 'read',
        expires_in: 600,
      });
      const header = `Bearer ${body.access_token}`;
      expect((await get('groups', header)).status).toBe(200);

      context.advance(600_000);
      const late = await get('groups', header);
      expect(late.status).toBe(401);
      expect(late.body.error).toBe('invalid_token');
    });

    it.each([
      [{ client_secret: 'wrong' }, 401, 'invalid_client'],
      [{ grant_type: 'password' }, 400, 'unsupported_grant_type'],
      [{ expires_in: 300 }, 400, 'invalid_request'],
      [{ expires_in: 172_800 }, 400, 'invalid_request'],
    ])('refuses %j', async (more, status, error) => {
      const answer = await issue(more);
      expect(answer.status).toBe(status);
      expect(answer.body.error).toBe(error);
    });

    it('issues a token for any scope and then refuses its calls', async () => {
      const { body } = await issue({ scope: 'tickets:red' });
      const refused = await get(
        `organizations/${organization}`,
        `Bearer ${body.access_token}`,
      );
      expect(refused.status).toBe(403);
      expect(refused.body).toEqual({
        error: 'Forbidden',
        description:
          'You are missing the following required scopes: organizations:read',
      });
    });

    it('takes the legacy token, with an agent’s rights', async () => {
      expect((await get(`organizations/${organization}`, LEGACY)).status).toBe(
        200,
      );
      const refused = await get('satisfaction_ratings', LEGACY);
      expect(refused.status).toBe(403);
      expect(refused.body.error.title).toBe('Forbidden');
    });

    it('answers a wrong legacy token and none alike', async () => {
      const wrong = Buffer.from('agent@demo.example/token:x').toString(
        'base64',
      );
      for (const header of [`Basic ${wrong}`, '']) {
        const answer = await get('groups', header);
        expect(answer.status).toBe(401);
        expect(answer.body).toEqual({ error: "Couldn't authenticate you" });
      }
    });
  });

  describe('paging', () => {
    const tickets = `organizations/${organization}/tickets`;

    it('walks every ticket once by cursor, newest change first', async () => {
      const seen: { id: number; updated_at: string }[] = [];
      let path = `${tickets}.json?page[size]=10&sort=-updated_at`;
      let more = true;
      while (more) {
        const { body } = await get(path);
        seen.push(...body.tickets);
        more = body.meta.has_more;
        expect(body.links.next).toContain(`/api/v2/${tickets}.json?`);
        path = body.links.next.replace('http://127.0.0.1:7650/api/v2/', '');
      }

      expect(new Set(seen.map(ticket => ticket.id)).size).toBe(
        brightwater.tickets.length,
      );
      const stamps = seen.map(ticket => ticket.updated_at);
      expect(stamps).toEqual([...stamps].sort().reverse());
    });

    it('leads from the last page to an empty one without links', async () => {
      const last = await get(`${tickets}?page[size]=100`);
      expect(last.body.meta.has_more).toBe(false);
      expect(last.body.links.next).not.toBeNull();

      const empty = await get(
        `${tickets}?page[size]=100&page[after]=${last.body.meta.after_cursor}`,
      );
      expect(empty.body).toMatchObject({
        tickets: [],
        meta: { has_more: false, after_cursor: null },
        links: { next: null, prev: null },
      });
    });

    it('pages by offset with count and links', async () => {
      const { body } = await get(`${tickets}?per_page=10&page=2`);
      expect(body.tickets).toHaveLength(10);
      expect(body.count).toBe(brightwater.tickets.length);
      expect(body.next_page).toContain('page=3');
      expect(body.previous_page).toContain('page=1');
    });

    it('ends offset paging after 100 pages', async () => {
      const answer = await get(`${tickets}?page=101`);
      expect(answer.status).toBe(400);
      expect(answer.body.errors[0].code).toBe('InvalidPaginationDepth');
    });

    it('refuses a sort that cursor paging does not know, and ignores sort_by', async () => {
      const refused = await get(`${tickets}?page[size]=5&sort=created_at`);
      expect(refused.status).toBe(400);
      expect(refused.body.errors[0].code).toBe('InvalidPaginationParameter');

      const plain = await get(`${tickets}?page[size]=5`);
      const mixed = await get(
        `${tickets}?page[size]=5&sort_by=updated_at&sort_order=desc`,
      );
      expect(mixed.body.tickets).toEqual(plain.body.tickets);
    });
  });

  describe('tickets', () => {
    it('brings people, groups, metrics and SLAs along', async () => {
      const { body } = await get(
        `organizations/${organization}/tickets?page[size]=100&include=users,groups,metric_sets,slas`,
      );
      const users = new Set(body.users.map((user: { id: number }) => user.id));
      for (const ticket of body.tickets) {
        expect(users.has(ticket.requester_id)).toBe(true);
        expect(ticket.metric_set.ticket_id).toBe(ticket.id);
        expect(Array.isArray(ticket.slas.policy_metrics)).toBe(true);
      }
      const late = brightwater.tickets.find(
        ticket => ticket.slaBreachAt !== undefined,
      );
      const metric = body.tickets.find(
        (ticket: { id: number }) => ticket.id === late?.id,
      ).slas.policy_metrics[0];
      expect(metric.stage).toBe('active');
      expect(Date.parse(metric.breach_at)).toBeLessThan(
        context.now().getTime(),
      );
    });

    it('answers with and without the extension alike', async () => {
      const id = brightwater.tickets[0].id;
      const plain = await get(`tickets/${id}`);
      expect((await get(`tickets/${id}.json`)).body).toEqual(plain.body);
    });

    it('tells internal notes from public comments', async () => {
      const escalated = brightwater.tickets.find(ticket =>
        ticket.comments.some(comment => !comment.public),
      );
      const { body } = await get(`tickets/${escalated?.id}/comments`);
      expect(
        body.comments.map((comment: { public: boolean }) => comment.public),
      ).toEqual(escalated?.comments.map(comment => comment.public));
    });

    it('tells when a ticket was escalated', async () => {
      const escalated = brightwater.tickets.find(
        ticket => ticket.escalatedAt !== undefined,
      );
      const { body } = await get(`tickets/${escalated?.id}/audits`);
      const change = body.audits.find((audit: { events: { type: string }[] }) =>
        audit.events.some(event => event.type === 'Change'),
      );
      expect(change.events[0]).toMatchObject({
        field_name: 'tags',
        value: expect.arrayContaining(['escalated']),
      });
      expect(Date.parse(change.created_at)).toBe(
        Date.parse(escalated?.escalatedAt ?? ''),
      );
    });

    it('shows tickets of a private group to admins alone', async () => {
      const [hidden] = Array.from({ length: world.size }, (_, index) =>
        world.company(index).tickets.filter(ticket => ticket.privateGroup),
      ).flat();
      const { body: admin } = await get(`tickets/${hidden.id}`);
      const { body: groups } = await get('groups');
      expect(
        groups.groups.find(
          (group: { id: number }) => group.id === admin.ticket.group_id,
        ).is_public,
      ).toBe(false);

      expect((await get(`tickets/${hidden.id}`, LEGACY)).status).toBe(403);
      const listed = await get(
        `organizations/${hidden.organization}/tickets?page[size]=100`,
        LEGACY,
      );
      expect(
        listed.body.tickets.map((ticket: { id: number }) => ticket.id),
      ).not.toContain(hidden.id);
    });

    it('keeps an update, and refuses one of a closed ticket', async () => {
      const open = brightwater.tickets.find(ticket => ticket.status === 'open');
      const closed = brightwater.tickets.find(
        ticket => ticket.status === 'closed',
      );
      await send(
        'PUT',
        `/api/v2/tickets/${open?.id}`,
        {
          ticket: {
            status: 'solved',
            comment: { body: 'Done.', public: false },
          },
        },
        bearer,
      );
      const { body } = await get(`tickets/${open?.id}`);
      expect(body.ticket).toMatchObject({
        status: 'solved',
        updated_at: '2026-11-23T12:00:00Z',
      });
      const thread = await get(`tickets/${open?.id}/comments`);
      expect(thread.body.comments.at(-1)).toMatchObject({
        body: 'Done.',
        public: false,
      });

      const refused = await send(
        'PUT',
        `/api/v2/tickets/${closed?.id}`,
        { ticket: { status: 'open' } },
        bearer,
      );
      expect(refused.status).toBe(422);
      expect(refused.body.details.status[0].description).toBe(
        'closed prevents ticket update',
      );
    });

    it('tells an unknown record from an unknown endpoint and a bad id', async () => {
      expect((await get('tickets/999')).body.error).toBe('RecordNotFound');
      expect((await get('nothing/1')).body.error).toBe('InvalidEndpoint');
      const bad = await get('tickets/abc');
      expect(bad.status).toBe(400);
      expect(bad.body.error.title).toBe('Invalid attribute');
    });
  });

  describe('finding', () => {
    it('finds an organization by external id and by name', async () => {
      const byId = await get(
        `organizations/search?external_id=${brightwater.ids.product.toUpperCase()}`,
      );
      const byName = await get(
        `organizations/search?name=${encodeURIComponent(brightwater.name)}`,
      );
      for (const { body } of [byId, byName]) {
        expect(body).toMatchObject({
          count: 1,
          organizations: [
            { id: organization, domain_names: [brightwater.domain] },
          ],
        });
      }
    });

    it('finds a user by e-mail and tells the organizations', async () => {
      const [person] = brightwater.people;
      const { body } = await get(`users/search?query=${person.email}`);
      expect(body.users[0]).toMatchObject({
        id: person.zendeskUserId,
        organization_id: organization,
      });
      const memberships = await get(
        `users/${person.zendeskUserId}/organization_memberships`,
      );
      expect(memberships.body.organization_memberships[0]).toMatchObject({
        organization_id: organization,
        default: true,
      });
    });

    it('searches open tickets of an organization', async () => {
      const { body } = await get(
        `search?query=${encodeURIComponent(
          `type:ticket organization:${organization} status<solved`,
        )}`,
      );
      const open = brightwater.tickets.filter(
        ticket => !['solved', 'closed'].includes(ticket.status),
      );
      expect(body.count).toBe(open.length);
      expect(body.results[0].result_type).toBe('ticket');
    });

    it('searches no further than 1,000 results and by offset alone', async () => {
      const far = await get('search?query=type:ticket&page=11&per_page=100');
      expect(far.status).toBe(422);
      expect(far.body.error).toBe('invalid');

      const cursor = await get('search?query=type:ticket&page[size]=5');
      expect(cursor.status).toBe(400);
    });

    it('exports without that ceiling', async () => {
      let path = `search/export?query=organization:${organization}&filter[type]=ticket&page[size]=20`;
      let count = 0;
      let more = true;
      while (more) {
        const { body } = await get(path);
        count += body.results.length;
        more = body.meta.has_more;
        path = body.links.next.replace('http://127.0.0.1:7650/api/v2/', '');
      }
      expect(count).toBe(brightwater.tickets.length);
    });
  });

  it('exports every change once, until the end of the stream', async () => {
    const seen: { id: number; updated_at: string }[] = [];
    let path = 'incremental/tickets/cursor?start_time=1600000000&per_page=500';
    let ended = false;
    while (!ended) {
      const { body } = await get(path);
      // Ten exports a minute
      context.advance(60_000);
      seen.push(...body.tickets);
      ended = body.end_of_stream;
      path = `incremental/tickets/cursor?cursor=${body.after_cursor}&per_page=500`;
    }
    const all = Array.from(
      { length: world.size },
      (_, index) => world.company(index).tickets.length,
    ).reduce((sum, count) => sum + count, 0);
    expect(new Set(seen.map(ticket => ticket.id)).size).toBe(all);
    const stamps = seen.map(ticket => ticket.updated_at);
    expect(stamps).toEqual([...stamps].sort());

    const recent = Math.floor(context.now().getTime() / 1_000) - 30;
    const refused = await get(
      `incremental/tickets/cursor?start_time=${recent}`,
    );
    expect(refused.body.error).toBe('StartTimeTooRecent');
  });

  it('keeps ratings in one of its two systems', async () => {
    const ratings = await get('satisfaction_ratings?score=received');
    expect(ratings.body.count).toBeGreaterThan(0);
    const [first] = ratings.body.satisfaction_ratings;
    expect(
      (await get(`satisfaction_ratings/${first.id}`)).body.satisfaction_rating,
    ).toEqual(first);
    expect((await get('satisfaction_ratings/420000000001')).status).toBe(404);
    expect((await get('guide/survey_responses')).body.survey_responses).toEqual(
      [],
    );

    vendor = createZendeskVendor(world, context, { satisfaction: 'surveys' });
    const token = (await issue({ scope: 'read' })).body.access_token;
    const rated = brightwater.tickets.find(
      ticket => ticket.satisfaction?.score === 'good',
    );
    const responses = await get(
      `guide/survey_responses?filter[subject_zrns]=zen:ticket:${rated?.id}`,
      `Bearer ${token}`,
    );
    expect(responses.body.survey_responses).toMatchObject([
      {
        subjects: [{ id: rated?.id }],
        answers: [{ rating_category: 'good' }, {}],
      },
    ]);
    expect(
      (await get('satisfaction_ratings', `Bearer ${token}`)).body.count,
    ).toBe(0);
  });

  describe('limits', () => {
    it('answers the 701st call of a minute with 429 and Retry-After', async () => {
      let last = await get('custom_statuses');
      for (let call = 1; call < 700; call += 1) {
        last = await get('custom_statuses');
      }
      expect(last.status).toBe(200);
      expect(last.headers).toMatchObject({
        'x-rate-limit': '700',
        'x-rate-limit-remaining': '0',
        'ratelimit-limit': '700',
        'ratelimit-remaining': '0',
        'ratelimit-reset': '60',
      });

      const refused = await get('custom_statuses');
      expect(refused.status).toBe(429);
      expect(refused.headers['retry-after']).toBe('60');
      expect(refused.body.error).toBe('APIRateLimitExceeded');

      context.advance(60_000);
      expect((await get('custom_statuses')).status).toBe(200);
    });

    it('allows ten incremental exports a minute', async () => {
      const path = 'incremental/organizations?start_time=1';
      for (let call = 0; call < 10; call += 1) {
        expect((await get(path)).status).toBe(200);
      }
      const refused = await get(path);
      expect(refused.status).toBe(429);
      expect(
        refused.headers['zendesk-ratelimit-incremental-exports'],
      ).toContain('total=10; remaining=0');
      expect((await get('groups')).status).toBe(200);
    });
  });

  it('answers another organization for the fault wrong_customer', () => {
    const other = vendor.otherCustomer?.(
      testRequest('GET', `/api/v2/organizations/${organization}/tickets.json`),
    );
    const swapped = Number(other?.path.split('/')[4]);
    expect(swapped).not.toBe(organization);
    expect(world.indexOf('zendesk', String(swapped))).toBeGreaterThan(0);
  });

  it('signs a webhook over timestamp and body', () => {
    const sent = vendor.webhook?.(
      [
        {
          type: 'zen:event-type:ticket.status_changed',
          objectId: '1063',
          data: { detail: { organization_id: String(organization) } },
        },
      ],
      'https://portal.example/hook',
      new Date('2026-11-23T12:00:00Z'),
    );
    expect(JSON.parse(sent?.body ?? '')).toMatchObject({
      type: 'zen:event-type:ticket.status_changed',
      subject: 'zen:ticket:1063',
      detail: { id: '1063', organization_id: String(organization) },
    });
    expect(sent?.headers['x-zendesk-webhook-signature']).toBe(
      createHmac('sha256', 'zendesk-sandbox-secret')
        .update(`2026-11-23T12:00:00.000Z${sent?.body}`)
        .digest('base64'),
    );
  });
});
