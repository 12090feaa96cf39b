import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import type { JsonObject } from '@backstage/types';
import { customerEntity } from '../__testUtils__/customers';
import { invoicesData, ticketsData } from '../__testUtils__/facetData';
import { supportAgent } from '../__testUtils__/fakePolicy';
import { fakeSource } from '../__testUtils__/fakeSource';
import {
  fakeWebhook,
  sign,
  SIGNATURE_HEADER,
  type FakeDelivery,
} from '../__testUtils__/fakeWebhook';
import {
  BASE,
  startCustomer360,
  viewPath,
} from '../__testUtils__/startCustomer360';
import { event } from './__testUtils__/startWebhooks';

jest.setTimeout(60_000);

const sam = mockCredentials.user.header('user:default/sam');
const nobody = mockCredentials.none.header();
const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });
const PATH = `${BASE}/webhooks/desk`;
const NOW = Date.parse('2026-09-10T12:00:00.000Z');

async function start(
  databaseId: Parameters<typeof databases.init>[0] = 'SQLITE_3',
  customer360: JsonObject = {},
) {
  const knex = await databases.init(databaseId);
  const webhook = fakeWebhook();
  const desk = {
    subject: 'before',
    changedAt: undefined as string | undefined,
  };
  const clock = { at: NOW };
  const published: unknown[] = [];
  const { agent, auditor } = await startCustomer360({
    customers: [customerEntity('acme')],
    sources: [
      fakeSource(
        'desk',
        {
          tickets: {
            read: async () => ({
              data: ticketsData('desk', desk.subject),
              changedAt: desk.changedAt,
            }),
          },
        },
        { webhook },
      ),
      fakeSource('billing', {
        invoices: { read: async () => ({ data: invoicesData('billing') }) },
      }),
    ],
    policy: supportAgent,
    knex,
    now: () => clock.at,
    customer360,
    features: [
      createServiceFactory({
        service: eventsServiceRef,
        deps: {},
        factory: () => ({
          publish: async params => {
            if (params.topic.startsWith('customer-360.')) {
              published.push(params);
            }
          },
          subscribe: async () => {},
        }),
      }),
    ],
  });
  const send = (raw: Buffer | string, path = PATH, secret?: string) => {
    const body = Buffer.from(raw);
    return (
      agent
        .post(path)
        // Vendors do not sign in.
        .set('authorization', nobody)
        .set('content-type', 'application/json')
        .set(
          SIGNATURE_HEADER,
          sign(
            {
              method: 'POST',
              url: `${publicUrlOf(customer360)}${path}`,
              raw: body,
            },
            secret,
          ),
        )
        .serialize(() => body as unknown as string)
        .send({})
    );
  };
  const tell = (delivery: FakeDelivery) => send(JSON.stringify(delivery));
  return {
    agent,
    auditor,
    clock,
    desk,
    knex,
    published,
    send,
    tell,
    webhook,
    subject: async () => {
      const { body } = await agent
        .get(viewPath('acme'))
        .set('authorization', sam);
      const { tickets } = body.sections.support.facets;
      return `${tickets.state} ${tickets.data?.tickets[0].subject}`;
    },
    status: async () => {
      const { body } = await agent
        .get(`${BASE}/sources`)
        .set('authorization', sam);
      return body.sources.find(({ id }: { id: string }) => id === 'desk')
        .webhook;
    },
  };
}

/** What the config of a test backend says, unless a test says otherwise. */
function publicUrlOf(customer360: JsonObject): string {
  const { publicUrl } = (customer360.webhooks ?? {}) as JsonObject;
  return String(publicUrl ?? 'http://localhost:7007');
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) {
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}

describe.each(databases.eachSupportedId())(
  'POST /webhooks/{source} (%s)',
  databaseId => {
    it('makes what is cached worthless, and tells other plugins so', async () => {
      const { desk, knex, published, subject, tell } = await start(databaseId);
      expect(await subject()).toBe('ok before');
      desk.subject = 'after';
      expect(await subject()).toBe('ok before');
      const { status, text } = await tell({ events: [event('evt_1')] });
      expect([status, text]).toEqual([200, '']);
      // Durable when the vendor is told so.
      expect(await knex('c360_webhook_events')).toMatchObject([
        { source: 'desk', event_id: 'evt_1', accounts: '["org_acme"]' },
      ]);
      await until(async () => published.length > 0);
      expect(await subject()).toBe('ok after');
      expect(published).toEqual([
        {
          topic: 'customer-360.changed',
          eventPayload: {
            customerRef: 'customer:default/acme',
            source: 'desk',
            facets: ['tickets'],
          },
        },
      ]);
    });

    it('answers 503 where it cannot be kept, so that the vendor sends it again', async () => {
      const { knex, tell, webhook } = await start(databaseId);
      await knex.schema.renameTable('c360_webhook_events', 'elsewhere');
      const refused = await tell({ events: [event('evt_1')] });
      expect(refused.status).toBe(503);
      expect(refused.headers['retry-after']).toBe('5');
      expect(refused.text).toContain('Send it again');
      expect(webhook.received).toHaveLength(1);

      await knex.schema.renameTable('elsewhere', 'c360_webhook_events');
      expect((await tell({ events: [event('evt_1')] })).status).toBe(200);
      expect(await knex('c360_webhook_events')).toHaveLength(1);
    });
  },
);

describe('POST /webhooks/{source}', () => {
  it.each([
    ['JSON that is none', Buffer.from('{"a": ')],
    ['no UTF-8', Buffer.from([0xff, 0xfe, 0x00, 0xc3, 0x28])],
    ['a body in spaces that matter', Buffer.from('{ "a":1 ,"a" : 2 }\r\n')],
  ])('gives the source the very bytes: %s', async (_name, bytes) => {
    const { send, webhook } = await start();
    const { status } = await send(bytes);
    expect(webhook.received).toHaveLength(1);
    const [{ raw, method, url, headers }] = webhook.received;
    expect(raw.equals(bytes)).toBe(true);
    expect(method).toBe('POST');
    expect(url).toBe(`http://localhost:7007${PATH}`);
    expect(headers['content-type']).toBe('application/json');
    // Verified by those bytes; only then not understood.
    expect(status).toBe(bytes[0] === 0x7b && bytes.length > 6 ? 200 : 400);
  });

  it('gives the URL as vendors call it, with the query as called', async () => {
    const { send, webhook } = await start('SQLITE_3', {
      webhooks: { publicUrl: 'https://hooks.example.com/portal/' },
    });
    const path = `${PATH}?a=%7B1&a=2&b`;
    expect((await send('{}', path)).status).not.toBe(404);
    expect(webhook.received[0].url).toBe(
      `https://hooks.example.com/portal${path}`,
    );
  });

  it('is not there for a source without a webhook: as one that is unknown, and for other methods', async () => {
    const { agent, send, webhook } = await start();
    const unknown = await send('{}', `${BASE}/webhooks/nowhere`);
    const untold = await send('{}', `${BASE}/webhooks/billing`);
    const put = await agent.put(PATH).set('authorization', nobody).send({});
    const deeper = await send('{}', `${PATH}/more`);
    for (const answer of [unknown, untold, put, deeper]) {
      expect(answer.status).toBe(404);
      expect(answer.text).toBe(unknown.text);
    }
    expect(webhook.received).toEqual([]);
    // And no other route is open.
    for (const [path, status] of [
      ['/sources', 401],
      ['/webhooks/desk/../../sources', 404],
      ['/Webhooks/desk/more', 404],
    ] as const) {
      const answer = await agent
        .get(`${BASE}${path}`)
        .set('authorization', nobody);
      expect(answer.status).toBe(status);
    }
  });

  it('refuses what is forged, too old, of somebody else or malformed, counts it and says nothing of it', async () => {
    const { agent, auditor, knex, send, status, tell } = await start();
    const secret = 'Zu6-a-word-that-must-not-come-back';
    const body = JSON.stringify({ events: [event(secret)] });
    const forged = await send(body, PATH, 'another secret');
    const unsigned = await agent.post(PATH).send({ events: [event(secret)] });
    const odd = await agent
      .post(PATH)
      .set(SIGNATURE_HEADER, `${secret} \u00e9`)
      .send({});
    const old = await tell({
      sentAt: new Date(NOW - 301_000).toISOString(),
      events: [event(secret)],
    });
    const early = await tell({
      sentAt: new Date(NOW + 301_000).toISOString(),
      events: [event(secret)],
    });
    const foreign = await tell({ tenant: secret, events: [event('evt_1')] });
    const malformed = await send(secret);
    const many = await tell({
      events: Array.from({ length: 1_001 }, (_, i) => event(`evt_${i}`)),
    });
    const control = await tell({ events: [event('evt\u0000')] });
    const long = await tell({ events: [event('e'.repeat(201))] });

    const refused = [forged, unsigned, odd, old, early, foreign];
    expect(refused.map(answer => answer.status)).toEqual(
      refused.map(() => 401),
    );
    expect(new Set(refused.map(({ text }) => text)).size).toBe(1);
    for (const answer of [malformed, many, control, long]) {
      expect(answer.status).toBe(400);
    }
    for (const answer of [...refused, malformed, many, control, long]) {
      expect(JSON.stringify([answer.text, answer.headers])).not.toContain(
        secret,
      );
    }
    expect(await knex('c360_webhook_events')).toEqual([]);
    expect(await status()).toEqual({
      waiting: 0,
      dead: 0,
      refused: { signature: 3, too_old: 2, malformed: 4, other_account: 1 },
    });
    // Of each reason the first in a minute.
    const told = auditor.createEvent.mock.calls
      .map(([{ eventId, meta }]) => ({ eventId, ...meta }))
      .filter(({ eventId }) => eventId === 'webhook-refuse');
    expect(told).toEqual(
      ['signature', 'too_old', 'other_account', 'malformed'].map(reason => ({
        eventId: 'webhook-refuse',
        source: 'desk',
        reason,
      })),
    );
    expect((await tell({ events: [event('e'.repeat(200))] })).status).toBe(200);
  });

  it('reads no body that is too large, nor a compressed one', async () => {
    const { agent, send, webhook } = await start('SQLITE_3', {
      webhooks: { maxBodyBytes: 1_000 },
    });
    const large = await send('x'.repeat(1_001));
    expect([large.status, large.headers.connection]).toEqual([413, 'close']);
    const zipped = await agent
      .post(PATH)
      .set('content-encoding', 'gzip')
      .set('content-type', 'application/json')
      .send('{}');
    expect(zipped.status).toBe(415);
    expect(webhook.received).toEqual([]);
    expect((await send('x'.repeat(1_000))).status).toBe(400);
  });

  it('takes a megabyte where config says nothing', async () => {
    const { send, webhook } = await start();
    expect((await send('x'.repeat(1024 * 1024 + 1))).status).toBe(413);
    expect((await send('x'.repeat(1024 * 1024))).status).toBe(400);
    expect(webhook.received).toHaveLength(1);
  });

  it('answers a challenge, and takes a delivery of which nothing concerns us', async () => {
    const { knex, tell } = await start();
    const challenged = await tell({ challenge: 'I <b>am</b> here' });
    expect(challenged.status).toBe(200);
    expect(challenged.text).toBe('I <b>am</b> here');
    expect(challenged.headers['content-type']).toContain('text/plain');
    expect((await tell({ events: [] })).status).toBe(200);
    expect(await knex('c360_webhook_events')).toEqual([]);
  });

  it('says how it is told of changes', async () => {
    const { clock, status, tell } = await start();
    await tell({ events: [event('evt_1', { accounts: ['org_nobody'] })] });
    await until(async () => (await status()).waiting === 0);
    clock.at += 3_600_000;
    expect(await status()).toEqual({
      waiting: 0,
      dead: 0,
      lastReceivedAt: new Date(NOW).toISOString(),
      lagMs: 3_602_000,
      refused: { signature: 0, too_old: 0, malformed: 0, other_account: 0 },
    });
  });

  it('reads again soon what a source answers as before, until it is new', async () => {
    const { clock, desk, published, subject, tell } = await start();
    desk.changedAt = '2026-09-10T11:00:00.000Z';
    expect(await subject()).toBe('ok before');
    await tell({ events: [event('evt_1')] });
    await until(async () => published.length > 0);

    // The source lags: as before, but for two seconds and not for a minute.
    expect(await subject()).toBe('ok before');
    clock.at += 1_999;
    expect(await subject()).toBe('ok before');
    desk.subject = 'after';
    desk.changedAt = '2026-09-10T11:59:58.000Z';
    clock.at += 1;
    expect(await subject()).toBe('stale before');
    await until(async () => (await subject()) === 'ok after');
    // And then it lives as long as any.
    desk.subject = 'later';
    clock.at += 50_000;
    expect(await subject()).toBe('ok after');
  });
});
