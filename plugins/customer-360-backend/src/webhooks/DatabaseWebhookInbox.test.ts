import { TestDatabases } from '@backstage/backend-test-utils';
import { event, NOON, startWebhooks } from './__testUtils__/startWebhooks';
import { SUSPECT_AFTER, type ClaimedEvent } from './WebhookInbox';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });
const lease = { most: 10, leaseMs: 60_000 };
const idsOf = (events: readonly ClaimedEvent[]) =>
  events.map(claimed => claimed.event.id).sort();

describe.each(databases.eachSupportedId())(
  'DatabaseWebhookInbox (%s)',
  databaseId => {
    async function start() {
      const knex = await databases.init(databaseId);
      return { knex, ...(await startWebhooks(knex)) };
    }

    it('keeps an event once, with ids and nothing else', async () => {
      const { add, inbox, rows } = await start();
      const one = event('evt_1');
      const odd = event('evt "2" \\ é 🦊 {}', {
        accounts: undefined,
        occurredAt: undefined,
        record: { type: 'ticket', id: "'; drop table" },
        facets: ['tickets', 'satisfaction'],
      });
      expect(await add(inbox, one, odd, one)).toHaveLength(2);
      expect(await add(inbox, odd, event('evt_3'), one)).toEqual([
        { source: 'desk', event: event('evt_3') },
      ]);
      expect(await rows()).toHaveLength(3);

      const claimed = await inbox.claim('desk', 'a', lease);
      const back = claimed.find(({ event: { id } }) => id === odd.id);
      expect(back).toEqual({
        source: 'desk',
        event: JSON.parse(JSON.stringify(odd)),
        acknowledged: [],
        receivedAt: '2026-09-10T12:00:00.000Z',
        attempts: 1,
        interruptions: 0,
      });
      expect(await inbox.claim('other', 'b', lease)).toEqual([]);
    });

    it('keeps an event once of many deliveries at the same time', async () => {
      const { add, inbox, rows } = await start();
      const ids = ['a', 'b', 'c', 'd', 'e'];
      const added = await Promise.all(
        Array.from({ length: 100 }, (_, i) =>
          add(
            inbox,
            ...(i % 2 ? ids : [...ids].reverse()).map(id => event(id)),
          ),
        ),
      );
      expect(added.flat()).toHaveLength(5);
      expect(await rows()).toHaveLength(5);
    });

    it('lends an event to one at a time, however many ask', async () => {
      const { add, inbox } = await start();
      const ids = Array.from({ length: 40 }, (_, i) => `evt_${i}`);
      await add(inbox, ...ids.map(id => event(id)));
      const claims = await Promise.all(
        Array.from({ length: 8 }, (_, i) =>
          inbox.claim('desk', `worker ${i}`, lease),
        ),
      );
      const lent = claims.flat().map(claimed => claimed.event.id);
      expect(new Set(lent).size).toBe(lent.length);
      expect(Math.max(...claims.map(({ length }) => length))).toBe(10);
      while (lent.length < ids.length) {
        const more = await inbox.claim('desk', 'late', lease);
        expect(more.length).toBeGreaterThan(0);
        lent.push(...more.map(claimed => claimed.event.id));
      }
      expect(lent.sort()).toEqual(ids.sort());
      expect(await inbox.claim('desk', 'none left', lease)).toEqual([]);
    });

    it('takes back what was lent when its time is over: who comes late ends nothing', async () => {
      const { add, clock, inbox, knex, rows } = await start();
      await add(inbox, event('evt_1'));
      const first = await inbox.claim('desk', 'first', lease);
      clock.at += 59_999;
      expect(await inbox.claim('desk', 'second', lease)).toEqual([]);
      clock.at += 1;
      const second = await inbox.claim('desk', 'second', lease);
      expect(second).toMatchObject([{ attempts: 1, interruptions: 1 }]);

      const finish = (events: readonly ClaimedEvent[], claim: string) =>
        knex.transaction(tx => inbox.finish(events, claim, tx));
      expect(await finish(first, 'first')).toEqual([]);
      await inbox.postpone(
        [{ event: first[0], kind: 'dead', reason: 'catalog' }],
        'first',
      );
      expect(await rows()).toMatchObject([
        { state: 'waiting', claimed_by: 'second', failed_with: null },
      ]);
      expect(await finish(second, 'second')).toEqual(second);
      expect(await finish(second, 'second')).toEqual([]);
      expect(await rows()).toMatchObject([
        { state: 'done', claimed_by: null, done_at: expect.any(String) },
      ]);
      clock.at += 60_000;
      expect(await inbox.claim('desk', 'third', lease)).toEqual([]);
    });

    it('lends what may end the process that takes it by itself, and last', async () => {
      const { add, clock, inbox } = await start();
      const lentIds = (events: readonly ClaimedEvent[]) =>
        events.map(({ event: { id } }) => id).sort();
      await add(inbox, event('a'), event('b'));
      for (let kills = 0; kills < SUSPECT_AFTER + 1; kills++) {
        const lent = await inbox.claim('desk', `killed ${kills}`, lease);
        expect(lentIds(lent)).toEqual(['a', 'b']);
        clock.at += lease.leaseMs;
      }
      await add(inbox, event('c'));
      expect(lentIds(await inbox.claim('desk', 'first', lease))).toEqual(['c']);
      const second = await inbox.claim('desk', 'second', lease);
      expect(second).toMatchObject([{ attempts: 1, interruptions: 4 }]);
      // Whoever it was that ended the processes, the other is not held up by it.
      const third = await inbox.claim('desk', 'third', lease);
      expect(lentIds([...second, ...third])).toEqual(['a', 'b']);
      expect(await inbox.claim('desk', 'fourth', lease)).toEqual([]);
      // An attempt that is ended is one, and what was interrupted stays so.
      await inbox.postpone(
        [
          {
            event: second[0],
            kind: 'again',
            reason: 'timeout',
            at: new Date(clock.at),
          },
        ],
        'second',
      );
      expect(await inbox.claim('desk', 'fifth', lease)).toMatchObject([
        { attempts: 2, interruptions: 4 },
      ]);
    });

    it('says how the events of a source are', async () => {
      const { add, clock, inbox, knex } = await start();
      expect(await inbox.status('desk')).toEqual({ waiting: 0, dead: 0 });
      await add(inbox, event('evt_1'), event('evt_2'));
      clock.at += 5_000;
      await add(
        inbox,
        event('evt_3', {
          accounts: [],
          occurredAt: '2026-09-10T11:00:00.000Z',
        }),
        event('evt_4', { accounts: [], occurredAt: undefined }),
      );
      const [claimed] = await inbox.claim('desk', 'a', { ...lease, most: 1 });
      await inbox.postpone(
        [{ event: claimed, kind: 'dead', reason: 'auth' }],
        'a',
      );
      const [other] = await inbox.claim('desk', 'b', { ...lease, most: 1 });
      await inbox.postpone(
        [
          {
            event: other,
            kind: 'again',
            reason: 'timeout',
            at: new Date(clock.at + 60_000),
          },
        ],
        'b',
      );
      expect(await inbox.status('desk')).toEqual({
        waiting: 3,
        dead: 1,
        oldestWaitingAt: new Date(NOON).toISOString(),
        lastReceivedAt: new Date(NOON + 5_000).toISOString(),
        lastOccurredAt: '2026-09-10T11:00:00.000Z',
      });
      expect(await inbox.status('billing')).toEqual({ waiting: 0, dead: 0 });
      // What is put off is not due.
      expect(idsOf(await inbox.claim('desk', 'c', lease))).toHaveLength(2);
      await knex('c360_webhook_events').delete();
    });

    it('forgets what is old, in steps, but the newest of a source', async () => {
      const { add, clock, inbox, knex, rows } = await start();
      const day = 24 * 60 * 60 * 1000;
      const many = Array.from({ length: 2_100 }, (_, i) => event(`old_${i}`));
      await add(inbox, ...many.slice(0, 1_050));
      await add(inbox, ...many.slice(1_050));
      await knex('c360_webhook_events').update({
        state: 'done',
        done_at: new Date(NOON).toISOString(),
      });
      await add(inbox, event('dead'), event('lost'));
      await knex('c360_webhook_events')
        .where({ event_id: 'dead' })
        .update({ state: 'dead', done_at: new Date(NOON).toISOString() });
      clock.at = NOON + 1;
      await add(inbox, event('newest'));
      await knex('c360_webhook_events')
        .where({ event_id: 'newest' })
        .update({ state: 'done', done_at: new Date(NOON + 1).toISOString() });

      const forget = (doneDays: number, deadDays: number) =>
        inbox.forget({
          done: new Date(clock.at - doneDays * day),
          dead: new Date(clock.at - deadDays * day),
        });
      clock.at = NOON + 6 * day;
      await forget(7, 30);
      expect(await rows()).toHaveLength(2_103);
      clock.at = NOON + 8 * day;
      await forget(7, 30);
      expect((await rows()).map(row => row.event_id)).toEqual([
        'dead',
        'lost',
        'newest',
      ]);
      clock.at = NOON + 31 * day;
      await forget(7, 30);
      expect((await rows()).map(row => row.event_id)).toEqual(['newest']);
    });
  },
);
