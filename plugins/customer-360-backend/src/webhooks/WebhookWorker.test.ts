import { TestDatabases } from '@backstage/backend-test-utils';
import { SourceError } from '@customer-360/backstage-plugin-customer-360-node';
import {
  acme,
  event,
  NOON,
  refOf,
  startWebhooks,
} from './__testUtils__/startWebhooks';
import { MAX_ATTEMPTS } from './retryDelay';
import type { ClaimedEvent } from './WebhookInbox';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });
const LEASE_MS = 120_000;

describe.each(databases.eachSupportedId())('WebhookWorker (%s)', databaseId => {
  async function start(options: Parameters<typeof startWebhooks>[1] = {}) {
    const knex = await databases.init(databaseId);
    return { knex, ...(await startWebhooks(knex, options)) };
  }

  it('brings an event to its effect, which is durable with its end', async () => {
    const { counter, heard, knex, rows, worker, write } = await start();
    await write(event('evt_1'));
    expect(await counter()).toBe(0);
    await worker().run();
    expect(await counter()).toBe(1);
    expect(await rows()).toMatchObject([
      { state: 'done', attempts: 1, failed_with: null },
    ]);
    expect(heard).toEqual([
      { customerRef: acme, source: 'desk', facets: ['tickets'] },
    ]);
    expect(
      await knex('c360_generations').where({ customer_ref: acme }).first(),
    ).toMatchObject({
      told_at: new Date(NOON).toISOString(),
      changed_at: '2026-09-10T11:59:58.000Z',
    });
  });

  it('has one effect of an event that is told a hundred times at once, with two workers', async () => {
    const { counter, rows, worker, write } = await start();
    const workers = [worker(), worker()];
    await Promise.all(
      Array.from({ length: 100 }, async () => {
        await write(event('evt_1'));
        await Promise.all(workers.map(each => each.run()));
      }),
    );
    expect(await rows()).toHaveLength(1);
    expect(await counter()).toBe(1);
  });

  it('leaves the latest time of events that come in any order', async () => {
    const { counter, knex, worker, write } = await start();
    await write(event('new', { accounts: ['org_acme'] }));
    await worker().run();
    await write(
      event('old', {
        accounts: ['org_acme'],
        occurredAt: '2026-09-10T11:00:00.000Z',
      }),
    );
    await worker().run();
    expect(await counter()).toBe(2);
    expect(await knex('c360_generations').first()).toMatchObject({
      changed_at: '2026-09-10T11:59:58.000Z',
    });
  });

  it('asks the source once for a record that several events are about', async () => {
    const { counter, heard, webhook, worker, write } = await start({
      accountsOf: async id => (id === 'gone' ? [] : ['org_acme', 'org_other']),
    });
    const record = { type: 'ticket', id: '7' };
    await write(
      event('evt_1', { record }),
      event('evt_2', { record }),
      event('evt_3', { record: { type: 'ticket', id: 'gone' } }),
    );
    await worker().run();
    expect(webhook.asked.sort()).toEqual(['7', 'gone']);
    expect(await counter()).toBe(1);
    expect(await counter(refOf('other'))).toBe(1);
    expect(heard).toHaveLength(2);
  });

  it('raises no counter again that rose when the event came in, and those of whom our database did not know', async () => {
    const { counter, rows, worker, write } = await start({
      index: {
        customersOf: async (_source, accounts) =>
          new Map(
            accounts
              .filter(account => account === 'org_acme')
              .map(account => [account, [acme]]),
          ),
      },
    });
    await write(event('evt_1', { accounts: ['org_acme', 'org_other'] }));
    expect(await counter()).toBe(1);
    expect(await counter(refOf('other'))).toBe(0);
    expect(await rows()).toMatchObject([{ state: 'waiting' }]);
    await worker().run();
    expect(await counter()).toBe(1);
    expect(await counter(refOf('other'))).toBe(1);
    // Told again, nothing happens.
    await write(event('evt_1', { accounts: ['org_acme', 'org_other'] }));
    await worker().run();
    expect(await counter()).toBe(1);
  });

  it('ends an event about nobody, or about no facet that is filled, without an effect', async () => {
    const { heard, knex, rows, worker, write } = await start();
    await write(
      event('nobody', { accounts: ['org_unlinked'] }),
      event('none', { accounts: [] }),
      event('unfilled', { accounts: ['org_acme'], facets: ['invoices'] }),
    );
    await worker().run();
    expect((await rows()).map(({ state }) => state)).toEqual([
      'done',
      'done',
      'done',
    ]);
    expect(await knex('c360_generations')).toEqual([]);
    expect(heard).toEqual([]);
  });

  it('tells of accounts that are new or other than before, also of nobody’s, and not of what hangs on them', async () => {
    const { news, rows, worker, write } = await start();
    news.tell.mockImplementation(async () => {
      // Told before it ends: one that is killed here tells again.
      expect(await rows()).toMatchObject([
        { state: 'waiting' },
        { state: 'waiting' },
        { state: 'waiting' },
      ]);
    });
    await write(
      event('new', { accounts: ['org_new'], facets: ['account', 'tickets'] }),
      event('team', { accounts: ['org_acme'], facets: ['team'] }),
      event('ticket', { accounts: ['org_other'] }),
    );
    await worker().run();
    expect(news.tell.mock.calls).toEqual([['desk', ['org_new', 'org_acme']]]);
    expect(await rows()).toMatchObject([
      { state: 'done' },
      { state: 'done' },
      { state: 'done' },
    ]);
  });

  it('tells of no account while the catalog does not say whose it is', async () => {
    const { catalog, news, worker, write } = await start();
    catalog.fails = true;
    await write(event('new', { accounts: ['org_new'], facets: ['account'] }));
    await worker().run();
    expect(news.tell).not.toHaveBeenCalled();
  });

  it('remembers accounts that are nobody’s, and has its effect where that fails', async () => {
    const { catalog, counter, orphans, rows, worker, write } = await start();
    orphans.saw.mockRejectedValueOnce(new Error('down'));
    await write(event('evt_1', { accounts: ['org_acme', 'org_unlinked'] }));
    await worker().run();
    expect(await counter()).toBe(1);
    expect(await rows()).toMatchObject([{ state: 'done' }]);
    expect(orphans.saw.mock.calls).toEqual([
      ['desk', ['org_unlinked'], 'webhook'],
    ]);

    // Where the catalog does not say whose they are, they may be somebody's.
    catalog.fails = true;
    await write(event('evt_2', { accounts: ['org_other_one'] }));
    await worker().run();
    expect(orphans.saw).toHaveBeenCalledTimes(1);
  });

  it('does once what a worker that was killed between claim and end left behind', async () => {
    const { clock, counter, inbox, rows, worker, write } = await start();
    await write(event('evt_1'));
    // It claims and is never heard of again.
    await inbox.claim('desk', 'killed', { most: 10, leaseMs: LEASE_MS });
    await worker().run();
    expect(await counter()).toBe(0);
    clock.at += LEASE_MS;
    await Promise.all([worker().run(), worker().run()]);
    expect(await counter()).toBe(1);
    expect(await rows()).toMatchObject([
      { state: 'done', attempts: 1, interruptions: 1 },
    ]);
  });

  it('has no effect of its own where its lease ran out while it worked', async () => {
    const { accounts, clock, counter, rows, worker, write } = await start({});
    await write(event('evt_1'));
    let goOn = () => {};
    const held = new Promise<void>(resolve => {
      goOn = resolve;
    });
    let isHeld = () => {};
    const holding = new Promise<void>(resolve => {
      isHeld = resolve;
    });
    const slow = worker({
      accounts: {
        of: async (source, events) => {
          isHeld();
          await held;
          return accounts.of(source, events);
        },
      } as typeof accounts,
    });
    const late = slow.run();
    await holding;
    clock.at += LEASE_MS;
    await worker().run();
    expect(await counter()).toBe(1);
    goOn();
    await late;
    expect(await counter()).toBe(1);
    expect(await rows()).toMatchObject([
      { state: 'done', attempts: 1, interruptions: 1 },
    ]);
  });

  it('leaves event and counter as they are where the transaction fails', async () => {
    const { changes, clock, counter, inbox, rows, worker, write } =
      await start();
    await write(event('evt_1'));
    const broken = worker({
      changes: {
        acknowledge: change => changes.acknowledge(change),
        acknowledgeWith: work =>
          changes.acknowledgeWith(async tx => {
            await work(tx);
            throw new Error('the database went away');
          }),
      },
    });
    await broken.run();
    expect(await counter()).toBe(0);
    expect(await rows()).toMatchObject([{ state: 'waiting' }]);
    clock.at += LEASE_MS;
    await worker({ inbox }).run();
    expect(await counter()).toBe(1);
  });

  it('tries again later what the source or the catalog did not say, and gives up after ten', async () => {
    const { clock, counter, inbox, rows, worker, write } = await start({
      accountsOf: async () => {
        throw new SourceError('auth');
      },
    });
    const tried = worker();
    await write(event('evt_1', { record: { type: 'ticket', id: '7' } }));
    let attempts = 0;
    while ((await rows())[0].state === 'waiting') {
      await tried.run();
      attempts += 1;
      expect((await rows())[0]).toMatchObject({
        attempts,
        failed_with: 'auth',
      });
      // Not before its time.
      await tried.run();
      expect((await rows())[0]).toMatchObject({ attempts });
      clock.at = Math.max(
        clock.at,
        Date.parse((await rows())[0].next_attempt_at),
      );
    }
    expect(attempts).toBe(MAX_ATTEMPTS);
    const took = clock.at - NOON;
    expect(took).toBeGreaterThan(20 * 60 * 60 * 1000);
    expect(took).toBeLessThan(30 * 60 * 60 * 1000);
    expect(await rows()).toMatchObject([{ state: 'dead' }]);
    expect(await inbox.status('desk')).toMatchObject({ waiting: 0, dead: 1 });
    expect(await counter()).toBe(0);
  });

  it('goes on where the catalog is back, and lets a source wait as long as it asks for', async () => {
    let answers = false;
    const { catalog, clock, counter, rows, worker, write } = await start({
      accountsOf: async () => {
        if (!answers) {
          throw new SourceError('rate_limited', {
            retryAt: new Date(NOON + 600_000),
          });
        }
        return ['org_other'];
      },
    });
    catalog.fails = true;
    await write(
      event('named'),
      event('record', { record: { type: 'ticket', id: '7' } }),
    );
    await worker().run();
    expect(await rows()).toMatchObject([
      { event_id: 'named', failed_with: 'catalog', state: 'waiting' },
      {
        event_id: 'record',
        failed_with: 'rate_limited',
        next_attempt_at: new Date(NOON + 600_000).toISOString(),
      },
    ]);
    catalog.fails = false;
    answers = true;
    clock.at += 9_000;
    await worker().run();
    expect(await counter()).toBe(1);
    expect(await counter(refOf('other'))).toBe(0);
    clock.at = NOON + 600_000;
    await worker().run();
    expect(await counter(refOf('other'))).toBe(1);
  });

  it('gives up an event that ends each process that takes it, when that has gone on for a day', async () => {
    const { clock, counter, inbox, knex, rows, worker, write } = await start();
    await write(event('poison'), event('beside it'));
    const idsOf = (events: readonly ClaimedEvent[]) =>
      events.map(claimed => claimed.event.id);
    for (;;) {
      const taken = await inbox.claim('desk', `killed at ${clock.at}`, {
        most: 10,
        leaseMs: LEASE_MS,
      });
      // Who takes it is gone; what is taken by itself is brought to its end.
      if (taken.length === 1 && !idsOf(taken).includes('poison')) {
        const { claimed_by: claim } = (await rows()).find(
          ({ event_id: id }) => id === 'beside it',
        )!;
        await knex.transaction(tx => inbox.finish(taken, claim!, tx));
        continue;
      }
      const gaveUp = clock.at - NOON >= 24 * 60 * 60 * 1000;
      clock.at += LEASE_MS;
      if (gaveUp) {
        break;
      }
    }
    expect(await rows()).toMatchObject([
      { event_id: 'beside it', state: 'done' },
      { event_id: 'poison', state: 'waiting', attempts: 1 },
    ]);
    await worker().run();
    expect(await rows()).toMatchObject([
      { state: 'done' },
      { state: 'dead', failed_with: 'interrupted' },
    ]);
    expect(await counter()).toBe(0);
  });

  it('brings an event to its effect however often instances were ended with it', async () => {
    const { clock, counter, inbox, rows, worker, write } = await start();
    await write(event('evt_1'));
    for (let i = 0; i < 5 * MAX_ATTEMPTS; i++) {
      await inbox.claim('desk', `killed ${i}`, { most: 10, leaseMs: LEASE_MS });
      clock.at += LEASE_MS;
    }
    await worker().run();
    expect(await rows()).toMatchObject([{ state: 'done', attempts: 1 }]);
    expect(await counter()).toBe(1);
  });

  it('works through more than it takes at once, and looks again while it works', async () => {
    const { counter, rows, worker, write } = await start();
    await write(...Array.from({ length: 250 }, (_, i) => event(`evt_${i}`)));
    const busy = worker();
    const running = busy.run();
    await write(event('late'));
    busy.wake();
    await running;
    expect((await rows()).filter(({ state }) => state !== 'done')).toEqual([]);
    // As often as there were transactions, not as there were events.
    expect(await counter()).toBeLessThanOrEqual(4);
    await busy.stop();
    await write(event('after the end'));
    await busy.run();
    expect((await rows()).filter(({ state }) => state !== 'done')).toHaveLength(
      1,
    );
  });

  it('finds by itself what another instance took in', async () => {
    const { counter, worker, write } = await start();
    const polling = worker({ pollMs: 10 });
    polling.start();
    await write(event('evt_1'));
    while ((await counter()) === 0) {
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    await polling.stop();
    expect(await counter()).toBe(1);
  });
});
