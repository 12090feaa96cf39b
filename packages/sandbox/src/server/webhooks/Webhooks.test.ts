import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { close, listen } from '../listen.ts';
import type { Vendor, VendorEvent, WebhookPolicy } from '../types.ts';
import { NO_CHAOS } from './WebhookChaos.ts';
import { Webhooks } from './Webhooks.ts';

interface Received {
  readonly ids: readonly string[];
  readonly attempt: number;
  readonly signedFor: string;
}

// Hundreds of requests, on a machine that may have other things to do.
jest.setTimeout(60_000);

describe('webhooks', () => {
  let receiver: Server;
  let url: string;
  let received: Received[];
  let answers: (received: Received, count: number) => number;
  let webhooks: Webhooks;

  function vendorWith(delivery: Partial<WebhookPolicy> = {}): Vendor {
    return {
      id: 'acme',
      handle: () => ({ status: 200 }),
      delivery: { batch: 1, attempts: 5, retries: () => true, ...delivery },
      webhook: (events, target, _now, attempt) => ({
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          ids: events.map(event => event.id),
          attempt,
          signedFor: target,
        }),
      }),
    };
  }

  function connect(delivery?: Partial<WebhookPolicy>, publicUrl?: string) {
    webhooks.register(vendorWith(delivery));
    webhooks.subscribe('acme', { url, publicUrl });
  }

  beforeEach(async () => {
    received = [];
    answers = () => 200;
    receiver = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', chunk => chunks.push(chunk));
      request.on('end', () => {
        const one: Received = JSON.parse(Buffer.concat(chunks).toString());
        received.push(one);
        response.writeHead(answers(one, received.length));
        response.end();
      });
    });
    url = `http://127.0.0.1:${await listen(receiver, 'receiver', 0)}/hook`;
    webhooks = new Webhooks();
    webhooks.retries = { firstMs: 2, factor: 2, maxMs: 10, timeoutMs: 5_000 };
  });

  afterEach(async () => {
    webhooks.stop();
    await close(receiver);
  });

  const event = (id: string): VendorEvent => ({
    id,
    type: 'thing.changed',
    objectId: `object-${id}`,
    occurredAt: new Date('2026-11-23T12:00:00Z'),
  });

  const emit = (...ids: string[]) =>
    ids.forEach(id => webhooks.emit('acme', event(id)));

  const numbered = (count: number) =>
    Array.from({ length: count }, (_, at) => `e${at}`);

  /** Until nothing waits any more. */
  async function settled() {
    while (webhooks.report('acme', 1).counts.waiting > 0) {
      await new Promise<void>(wake => {
        setTimeout(wake, 2);
      });
    }
  }

  const idsReceived = () => received.flatMap(each => each.ids);

  it('sends an event once, and a 2xx ends it', async () => {
    connect();
    emit('a');
    await settled();
    expect(idsReceived()).toEqual(['a']);
    expect(webhooks.report('acme', 10)).toMatchObject({
      counts: { events: 1, attempts: 1, delivered: 1 },
      deliveries: [
        {
          id: 'a',
          type: 'thing.changed',
          objectId: 'object-a',
          state: 'delivered',
          attempts: 1,
          lastStatus: 200,
          delivered: true,
        },
      ],
    });
    expect(webhooks.isUndelivered('acme', 'a')).toBe(false);
  });

  it('signs for the URL that the world outside calls', async () => {
    connect({}, 'https://portal.example/hook');
    emit('a');
    await settled();
    expect(received[0].signedFor).toBe('https://portal.example/hook');
  });

  it('tries again with the same id until the receiver takes it', async () => {
    connect();
    answers = ({ attempt }) => (attempt < 3 ? 500 : 204);
    emit('a');
    await settled();
    expect(received.map(each => [each.ids[0], each.attempt])).toEqual([
      ['a', 0],
      ['a', 1],
      ['a', 2],
      ['a', 3],
    ]);
    expect(webhooks.report('acme', 1).deliveries[0]).toMatchObject({
      state: 'delivered',
      attempts: 4,
      lastStatus: 204,
    });
  });

  it('gives up after as many tries as the vendor makes', async () => {
    connect({ attempts: 3 });
    answers = () => 503;
    emit('a');
    await settled();
    expect(received).toHaveLength(3);
    expect(webhooks.report('acme', 1)).toMatchObject({
      counts: { failed: 1, delivered: 0 },
      deliveries: [{ state: 'failed', lastStatus: 503, delivered: false }],
    });
    expect(webhooks.isUndelivered('acme', 'a')).toBe(true);
  });

  it('does not try again what the vendor takes for final', async () => {
    connect({ retries: status => status === 409 });
    answers = () => 500;
    emit('a');
    await settled();
    expect(received).toHaveLength(1);
  });

  it('sends what happened together in one request, where the vendor does', async () => {
    connect({ batch: 100 });
    emit(...numbered(250));
    await settled();
    expect(received.map(each => each.ids.length)).toEqual([100, 100, 50]);
    expect(idsReceived().sort()).toEqual(numbered(250).sort());
  });

  it('never makes anybody wait, even for a receiver that does not answer', () => {
    webhooks.register(vendorWith());
    webhooks.subscribe('acme', { url: 'http://127.0.0.1:9/' });
    emit(...numbered(60_000));
    const { counts } = webhooks.report('acme', 1);
    expect(counts).toMatchObject({ waiting: 50_000, dropped: 10_000 });
  });

  it('keeps nothing without a subscriber, and drops what waits for one that goes', async () => {
    webhooks.register(vendorWith());
    emit('early');
    expect(webhooks.report('acme', 1).counts.events).toBe(0);
    connect();
    emit('a');
    webhooks.unsubscribe('acme');
    emit('late');
    expect(webhooks.subscriptions()).toEqual([]);
    expect(webhooks.report('acme', 5).deliveries).toMatchObject([
      { id: 'a', state: 'dropped' },
    ]);
  });

  describe('with chaos', () => {
    const fateOf = async (seed: number) => {
      webhooks.stop();
      received = [];
      webhooks.forgetDeliveries('acme');
      connect();
      webhooks.setChaos('acme', {
        ...NO_CHAOS,
        seed,
        duplicate: 0.3,
        lose: 0.2,
        reorder: 0.3,
        withinMs: 20,
      });
      emit(...numbered(80));
      await settled();
      const lost = webhooks
        .report('acme', 80)
        .deliveries.filter(each => each.state === 'lost')
        .map(each => each.id);
      const counts = new Map<string, number>();
      idsReceived().forEach(id => counts.set(id, (counts.get(id) ?? 0) + 1));
      const twice = [...counts].filter(([, n]) => n === 2).map(([id]) => id);
      return { lost: lost.sort(), twice: twice.sort() };
    };

    it('loses and doubles the same events for the same seed', async () => {
      const one = await fateOf(7);
      const order = idsReceived();
      expect(one.lost.length).toBeGreaterThan(5);
      expect(one.twice.length).toBeGreaterThan(5);
      expect(order).not.toContain(one.lost[0]);
      expect(order).not.toEqual([...order].sort());
      expect(webhooks.isUndelivered('acme', one.lost[0])).toBe(true);
      expect(await fateOf(7)).toEqual(one);
      expect(await fateOf(8)).not.toEqual(one);
    });
  });
});
