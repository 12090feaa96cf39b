import {
  createSourceTestHarness,
  type SourceTestHarness,
  type VendorRequest,
  type VendorResponder,
} from '@customer-360/backstage-plugin-customer-360-node/testUtils';
import { createZendeskSource } from '../createZendeskSource';
import { entryFor, NOW } from '../__testUtils__/acme';

let harness: SourceTestHarness | undefined;

async function start(answer: VendorResponder) {
  harness = await createSourceTestHarness({
    createSource: baseUrl => createZendeskSource(entryFor(baseUrl)),
    respond: request =>
      request.path === '/oauth/tokens'
        ? { json: { access_token: 'token', expires_in: 3_600 } }
        : answer(request),
    now: NOW,
  });
  const { source, context, requests } = harness;
  return {
    page: (cursor?: string) => source.bulk![0].page(cursor, context()),
    asked: () =>
      requests()
        .filter(({ path }) => path !== '/oauth/tokens')
        .map(({ path, query }) => [path, Object.fromEntries(query)] as const),
  };
}

const ticket = (organization: number | null, updatedAt: string, more = {}) => ({
  id: 1,
  organization_id: organization,
  updated_at: updatedAt,
  subject: 'never read here',
  ...more,
});

const two: VendorResponder = ({ query }: VendorRequest) => ({
  json:
    query.get('cursor') === 'c1'
      ? { tickets: [], after_cursor: 'c2', end_of_stream: true }
      : {
          tickets: [
            ticket(7, '2026-11-23T11:50:00Z'),
            ticket(7, '2026-11-23T11:55:00Z'),
            ticket(7, '2026-11-23T11:52:00Z'),
            ticket(null, '2026-11-23T11:50:00Z'),
            ticket(8, '2026-11-20T10:00:00Z', {
              status: 'deleted',
              generated_timestamp: Date.parse('2026-11-23T11:58:00Z') / 1_000,
            }),
          ],
          after_cursor: 'c1',
          end_of_stream: false,
        },
});

afterEach(async () => {
  await harness?.close();
  harness = undefined;
});

describe('ticketsBulk', () => {
  it('says of each organization once that its tickets have changed, and goes on', async () => {
    const { page, asked } = await start(two);
    const first = await page();
    expect(first).toMatchObject({
      last: false,
      rows: [
        {
          kind: 'changed',
          facets: ['tickets', 'satisfaction', 'feedback'],
          account: '7',
          changedAt: '2026-11-23T11:55:00.000Z',
        },
        // Written down by Zendesk later than the ticket was updated.
        { account: '8', changedAt: '2026-11-23T11:58:00.000Z' },
      ],
    });
    const second = await page(first.cursor);
    expect(second).toMatchObject({ last: true, rows: [] });
    await page(second.cursor);
    expect(asked()).toEqual([
      [
        '/api/v2/incremental/tickets/cursor',
        {
          per_page: '250',
          start_time: String(NOW.getTime() / 1_000 - 120),
        },
      ],
      ['/api/v2/incremental/tickets/cursor', { per_page: '250', cursor: 'c1' }],
      ['/api/v2/incremental/tickets/cursor', { per_page: '250', cursor: 'c2' }],
    ]);
  });

  it('begins where it was when Zendesk no longer knows the cursor', async () => {
    const { page, asked } = await start(request =>
      request.query.has('cursor') ? { status: 404, json: {} } : two(request),
    );
    const { cursor } = await page();
    const again = await page(cursor);
    expect(again.rows).toHaveLength(2);
    expect(asked().at(-1)![1]).toHaveProperty(
      'start_time',
      String(NOW.getTime() / 1_000 - 120),
    );
  });

  it('says what it may not read, and when to come back', async () => {
    const refused = await start(() => ({ status: 403, json: {} }));
    await expect(refused.page()).rejects.toMatchObject({ reason: 'no_access' });
    await harness?.close();
    const limited = await start(() => ({
      status: 429,
      headers: { 'retry-after': '60' },
      json: {},
    }));
    await expect(limited.page()).rejects.toMatchObject({
      reason: 'rate_limited',
      retryAt: expect.any(Date),
    });
  });

  it.each(['', 'null', '{"since":"x"}', '{"since":1,"cursor":""}'])(
    'begins anew with %p, which is no cursor of ours',
    async cursor => {
      const { page, asked } = await start(two);
      await expect(page(cursor)).rejects.toMatchObject({ reason: 'not_found' });
      expect(asked()).toEqual([]);
    },
  );
});
