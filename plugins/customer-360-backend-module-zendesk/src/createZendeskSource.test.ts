import {
  createSourceTestHarness,
  type SourceTestHarness,
  type VendorRequest,
  type VendorResponder,
} from '@customer-360/backstage-plugin-customer-360-node/testUtils';
import { createZendeskSource } from './createZendeskSource';
import { ACCOUNT, brightwater, entryFor, NOW } from './__testUtils__/acme';
import { PRIVATE_GROUP, type ZendeskDesk } from './__testUtils__/ZendeskDesk';

let harness: SourceTestHarness | undefined;

async function start(
  respond: VendorResponder,
  overrides?: Record<string, unknown>,
): Promise<SourceTestHarness> {
  harness = await createSourceTestHarness({
    createSource: baseUrl => createZendeskSource(entryFor(baseUrl, overrides)),
    respond,
    now: NOW,
  });
  return harness;
}

const startDesk = (desk: ZendeskDesk, overrides?: Record<string, unknown>) =>
  start(desk.respond, overrides);

const pathsOf = (requests: VendorRequest[]) =>
  requests.map(({ path }) => path.replace('/api/v2/', ''));

afterEach(async () => {
  await harness?.close();
  harness = undefined;
});

describe('createZendeskSource', () => {
  it('reads a quiet organization’s view in six calls and a token', async () => {
    const { source, context, requests } = await startDesk(brightwater());
    const view = context();
    await Promise.all(
      Object.values(source.facets).map(reader => reader.read(ACCOUNT, view)),
    );

    expect(pathsOf(requests()).sort()).toEqual([
      '/oauth/tokens',
      'guide/survey_responses',
      'organizations/36001',
      'organizations/36001/tickets',
      'organizations/36001/users',
      'satisfaction_ratings/9002',
      'tickets/show_many',
    ]);
  });

  it('gives tickets their severity, escalation, people and next breach', async () => {
    const { read } = await startDesk(brightwater(), {
      severities: { low: 'normal' },
    });
    const { data, truncated } = await read('tickets', ACCOUNT);

    expect(data.tickets).toMatchObject([
      {
        id: '1',
        url: 'https://acme.zendesk.com/agent/tickets/1',
        status: 'open',
        severity: 'urgent',
        escalated: true,
        requester: 'Amara Belmonte',
        assignee: 'Sam Agent',
        slaBreachAt: '2026-11-23T18:00:00.000Z',
      },
      {
        id: '2',
        severity: 'normal',
        escalated: false,
        solvedAt: '2026-11-04T10:00:00.000Z',
      },
      { id: '3', status: 'closed' },
    ]);
    expect(data.open.map(({ id }) => id)).toEqual(['1']);
    expect(data.total).toBe(3);
    expect(truncated).toBeUndefined();
  });

  it('finds old open tickets beyond the first page, by their state of now', async () => {
    const desk = brightwater().withPagesOf(2);
    desk.add(
      { id: 8, status: 'pending', updated_at: '2025-01-01T00:00:00Z' },
      // The index still has it as open.
      { id: 9, status: 'solved', updated_at: '2025-01-02T00:00:00Z' },
    );
    const { read } = await startDesk(desk);
    const { data, truncated } = await read('tickets', ACCOUNT);

    expect(data.tickets).toHaveLength(2);
    expect(data.open.map(({ id }) => id).sort()).toEqual(['1', '8']);
    expect(data.total).toBe(5);
    expect(truncated).toBe(true);
  });

  it('leaves tickets of private groups out, and out of every count', async () => {
    const desk = brightwater().add(
      { id: 5, subject: 'Lawsuit', group_id: PRIVATE_GROUP },
      { id: 6, subject: 'Unknown group', group_id: 77 },
    );
    const whole = await startDesk(desk);
    const { data, missing } = await whole.read('tickets', ACCOUNT);
    expect(data.tickets.map(({ id }) => id)).toEqual(['1', '2', '3']);
    expect(data.total).toBe(3);
    expect(missing).toBeUndefined();
    const { lookup } = whole.source;
    expect(await lookup?.ticket?.('5', whole.context())).toEqual([]);
    expect(await lookup?.ticket?.('#1', whole.context())).toEqual(['36001']);
    await whole.close();

    const paged = await startDesk(
      brightwater()
        .withPagesOf(1)
        .add({ id: 5, subject: 'Lawsuit', group_id: PRIVATE_GROUP }),
    );
    const reading = await paged.read('tickets', ACCOUNT);
    expect(reading.data.total).toBe(3);
    expect(JSON.stringify(reading)).not.toContain('Lawsuit');
  });

  it('shows a private group only where config opens it, hides what config closes', async () => {
    const desk = brightwater().add({ id: 5, group_id: PRIVATE_GROUP });
    const open = await startDesk(desk, {
      privateGroups: { shown: [PRIVATE_GROUP] },
    });
    expect((await open.read('tickets', ACCOUNT)).data.total).toBe(4);
    await open.close();
    const shut = await startDesk(desk, { privateGroups: { hidden: ['10'] } });
    expect((await shut.read('tickets', ACCOUNT)).data.total).toBe(0);
  });

  it('stops on the last page, whose link still leads on', async () => {
    const desk = brightwater().withPagesOf(2);
    const { page, requests } = await startDesk(desk);
    const first = await page('tickets', ACCOUNT, { limit: 2 });
    const second = await page('tickets', ACCOUNT, {
      limit: 2,
      cursor: first.nextCursor,
    });

    expect(first.data.tickets.map(({ id }) => id)).toEqual(['1', '2']);
    expect(second.data.tickets.map(({ id }) => id)).toEqual(['3']);
    expect(second.nextCursor).toBeUndefined();
    expect(pathsOf(requests())).toHaveLength(3);
  });

  it('never takes a rate limit for an answer', async () => {
    const desk = brightwater();
    const { read } = await start(request =>
      request.path.endsWith('/tickets')
        ? {
            status: 429,
            headers: { 'retry-after': '93' },
            json: { tickets: [], meta: { has_more: false } },
          }
        : desk.respond(request),
    );
    await expect(read('tickets', ACCOUNT)).rejects.toMatchObject({
      reason: 'rate_limited',
      retryAt: expect.any(Date),
    });
  });

  it('asks for one token, however many reads wait for it', async () => {
    const desk = brightwater();
    const { read } = await startDesk(desk);
    await Promise.all([
      read('tickets', ACCOUNT),
      read('contacts', ACCOUNT),
      read('account', ACCOUNT),
    ]);
    await read('tickets', ACCOUNT);

    expect(desk.tokens).toHaveLength(1);
  });

  it('gets one fresh token after a revoked one, and no second', async () => {
    const desk = brightwater();
    const { read, requests } = await startDesk(desk);
    await read('account', ACCOUNT);
    desk.revoked.add('token-1');
    await Promise.all([read('tickets', ACCOUNT), read('account', ACCOUNT)]);
    expect(desk.tokens).toEqual(['token-1', 'token-2']);

    desk.revoked.add('token-2').add('token-3');
    const asked = requests().length;
    await expect(read('account', ACCOUNT)).rejects.toMatchObject({
      reason: 'auth',
    });
    expect(requests().length - asked).toBe(3);
  });

  it('says auth, and not that the customer is gone, for a wrong client', async () => {
    const { read, source } = await startDesk(brightwater(), {
      auth: { clientId: 'customer-360', clientSecret: 'wrong' },
    });
    await expect(read('account', ACCOUNT)).rejects.toMatchObject({
      reason: 'auth',
    });
    expect(JSON.stringify(source)).not.toContain('wrong');
  });

  it('still knows the legacy token', async () => {
    const { read, requests } = await startDesk(brightwater(), {
      auth: { email: 'agent@demo.example', apiToken: 'old' },
    });
    await read('account', ACCOUNT);
    const [, value] = requests()[0].headers.authorization.split(' ');
    expect(Buffer.from(value, 'base64').toString()).toBe(
      'agent@demo.example/token:old',
    );
  });

  it('reads ratings that were given, with their date', async () => {
    const { read } = await startDesk(brightwater());
    const { data, missing } = await read('satisfaction', ACCOUNT);

    expect(data.ratings).toEqual([
      {
        source: 'zendesk',
        id: '9002',
        url: 'https://acme.zendesk.com/agent/tickets/2',
        rating: { kind: 'binary', good: true },
        at: '2026-11-05T04:00:00.000Z',
        ticketId: '2',
        comment: 'Friendly.',
      },
    ]);
    expect(missing).toBeUndefined();
  });

  it('counts every rating, also those whose date is not asked for', async () => {
    const desk = brightwater();
    for (let at = 1; at <= 14; at += 1) {
      desk.add({
        id: 100 + at,
        status: 'closed',
        satisfaction_rating: {
          id: 9100 + at,
          score: at <= 3 ? 'bad' : 'good',
          comment: null,
        },
      });
    }
    const { read, requests } = await startDesk(desk);
    const { data, missing } = await read('satisfaction', ACCOUNT);

    expect(data.ratings).toHaveLength(15);
    expect(
      data.ratings.filter(
        ({ rating }) => rating.kind === 'binary' && !rating.good,
      ),
    ).toHaveLength(3);
    // Their tickets' last change stands for it, and the page says so.
    expect(missing).toHaveLength(1);
    expect(
      pathsOf(requests()).filter(path =>
        path.startsWith('satisfaction_ratings/'),
      ),
    ).toHaveLength(10);
  });

  it('asks one of the two systems where config says which', async () => {
    const desk = brightwater();
    const ratings = await startDesk(desk, {
      satisfaction: { system: 'ratings' },
    });
    await ratings.read('satisfaction', ACCOUNT);
    expect(pathsOf(ratings.requests())).not.toContain('guide/survey_responses');
    await ratings.close();
    const surveys = await startDesk(desk, {
      satisfaction: { system: 'surveys' },
    });
    const { data } = await surveys.read('satisfaction', ACCOUNT);
    expect(data.ratings).toEqual([]);
  });

  it('says so when the date of a rating is out of reach', async () => {
    const desk = brightwater();
    const { read } = await start(request =>
      request.path.includes('/satisfaction_ratings/')
        ? { status: 403, json: {} }
        : desk.respond(request),
    );
    const { data, missing } = await read('satisfaction', ACCOUNT);

    expect(data.ratings[0].at).toBe('2026-11-10T10:00:00.000Z');
    expect(missing).toHaveLength(1);
  });

  it('prefers the answer of a survey to the ticket’s older rating', async () => {
    const desk = brightwater();
    desk.surveys = [{ ticket: 2, rating: 4 }];
    const { read } = await startDesk(desk);
    const { data } = await read('satisfaction', ACCOUNT);

    expect(data.ratings).toHaveLength(1);
    expect(data.ratings).toMatchObject([
      {
        rating: { kind: 'scale', score: 4, max: 5 },
        ticketId: '2',
        comment: 'Quick.',
      },
    ]);
  });

  it('lists feedback by tag and the problems that open incidents hang on', async () => {
    const { read } = await startDesk(brightwater());
    const { data } = await read('feedback', ACCOUNT);

    expect(
      data.items.map(({ id, kind, status, title }) => [
        id,
        kind,
        status,
        title,
      ]),
    ).toEqual(
      expect.arrayContaining([
        ['2', 'request', 'closed', 'Wish: exports on a schedule'],
        ['4', 'problem', 'open', 'Export queue stalls'],
      ]),
    );
    expect(data.items).toHaveLength(2);
  });

  it('never shows the words of another customer’s problem ticket', async () => {
    const desk = brightwater().add(
      {
        id: 20,
        type: 'incident',
        problem_id: 21,
        updated_at: '2026-11-21T10:00:00Z',
      },
      { id: 21, subject: 'Rival GmbH: exports', organization_id: 666 },
    );
    const strangers = await startDesk(desk);
    const { data } = await strangers.read('feedback', ACCOUNT);
    expect(data.items.find(({ id }) => id === '21')).toMatchObject({
      title: 'Known problem 21',
      kind: 'problem',
    });
    await strangers.close();
    const own = await startDesk(desk, {
      feedback: { ownOrganizations: [666] },
    });
    expect(
      (await own.read('feedback', ACCOUNT)).data.items.find(
        ({ id }) => id === '21',
      )?.title,
    ).toBe('Rival GmbH: exports');
  });

  it('knows the people at the customer, not our agents, and no internal notes', async () => {
    const { read } = await startDesk(brightwater());
    const { data: people } = await read('contacts', ACCOUNT);
    const { data: account } = await read('account', ACCOUNT);

    expect(people).toMatchObject({
      contacts: [{ id: '501', name: 'Amara Belmonte' }],
      total: 1,
    });
    expect(account).toMatchObject({
      domain: 'brightwater.example',
      warnings: [{ text: 'No changes before the audit.' }],
      fields: [{ key: 'support_tier', value: 'gold' }],
      records: [{ url: 'https://acme.zendesk.com/agent/organizations/36001' }],
    });
    expect(account.fields).toHaveLength(1);
    expect(JSON.stringify(account)).not.toContain('difficult');
  });

  it('finds organizations by external id, exact domain and e-mail', async () => {
    const { source, context } = await startDesk(brightwater());

    expect(await source.link?.candidates(ACCOUNT.customer, context())).toEqual([
      { id: '36002', rule: 'external_id' },
      { id: '36001', rule: 'domain' },
    ]);
    expect(
      await source.lookup?.email?.('amara@Brightwater.example', context()),
    ).toEqual(['36001', '36002']);
    expect(
      await source.lookup?.email?.('other@brightwater.example', context()),
    ).toEqual([]);
    expect(await source.lookup?.ticket?.('4711', context())).toEqual([]);
    expect(await source.lookup?.ticket?.('1/../2', context())).toEqual([]);
  });

  it('asks nothing for what can be no organization', async () => {
    const { read, requests } = await startDesk(brightwater());
    await expect(
      read('tickets', { ...ACCOUNT, id: '36001/../1' }),
    ).rejects.toMatchObject({ reason: 'not_found' });
    expect(requests()).toEqual([]);
  });
});
