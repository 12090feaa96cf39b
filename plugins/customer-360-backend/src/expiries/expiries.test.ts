import { TestDatabases } from '@backstage/backend-test-utils';
import { fakeSource } from '../__testUtils__/fakeSource';
import type { Alarm } from '../alarms/Alarms';
import { migrationsDirectory } from '../installation/applyMigrations';
import { DefaultSourceRegistry } from '../sources/SourceRegistry';
import { expiriesOf } from './expiriesOf';
import { ExpiryWatch } from './ExpiryWatch';
import { SourceExpiries } from './SourceExpiries';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });
const NOON = Date.parse('2026-09-10T12:00:00Z');
const DAY_MS = 86_400_000;
const inDays = (days: number) => new Date(NOON + days * DAY_MS);

describe('expiriesOf', () => {
  it.each([
    ['credential', 30.001, 'good'],
    ['credential', 30, 'soon'],
    ['credential', 0.001, 'soon'],
    ['credential', 0, 'past'],
    ['certificate', 14.001, 'good'],
    ['certificate', 14, 'soon'],
    ['certificate', -1, 'past'],
  ] as const)('says of a %s that ends in %d days: %s', (what, days, state) => {
    expect(expiriesOf({ [what]: inDays(days) }, NOON)).toEqual([
      { what, at: inDays(days).toISOString(), state },
    ]);
  });

  it('has the first to end first, and nothing of what is not known to end', () => {
    expect(
      expiriesOf({ credential: inDays(9), certificate: inDays(5) }, NOON).map(
        ({ what }) => what,
      ),
    ).toEqual(['certificate', 'credential']);
    expect(expiriesOf({}, NOON)).toEqual([]);
  });
});

describe.each(databases.eachSupportedId())('ExpiryWatch (%s)', databaseId => {
  async function start() {
    const knex = await databases.init(databaseId);
    await knex.migrate.latest({ directory: migrationsDirectory });
    const state = {
      now: NOON,
      deaf: false,
      credential: inDays(40),
      certificate: inDays(100) as Date | undefined,
    };
    const raised: Alarm[] = [];
    const sources = new DefaultSourceRegistry();
    for (const id of ['desk', 'billing']) {
      sources.add(
        fakeSource(id, {
          tickets: { read: () => Promise.reject(new Error()) },
        }),
      );
    }
    const watch = () =>
      new ExpiryWatch({
        knex,
        sources,
        expiries: new SourceExpiries({
          credentials: new Map([['billing', state.credential]]),
          sessions: {
            statusOf: id =>
              id === 'desk'
                ? { breaker: 'closed', certificateUntil: state.certificate }
                : undefined,
          },
          clock: { now: () => state.now },
        }),
        alarms: {
          raise: async alarm => {
            if (state.deaf) {
              throw new Error('Nobody could be told of the alarm');
            }
            raised.push(alarm);
          },
        },
      });
    return {
      raised,
      state,
      titles: () => raised.map(({ title }) => title),
      watch,
    };
  }

  it('warns once when an end comes near, and once when it is past', async () => {
    const { raised, state, titles, watch } = await start();
    await watch().run();
    expect(raised).toEqual([]);

    state.now += 10 * DAY_MS;
    await watch().run();
    // As another instance, which has the same database, would.
    await watch().run();
    expect(raised).toEqual([
      {
        event: 'source-expiry',
        severity: 'high',
        title: 'The billing: the key to it ends on 2026-10-20',
        description: expect.stringContaining(
          'customer360.sources.billing, and its end into credentialsExpireAt',
        ),
        scope: 'customer-360-expiry-billing-credential',
        meta: {
          source: 'billing',
          what: 'credential',
          at: '2026-10-20T12:00:00.000Z',
          state: 'soon',
        },
      },
    ]);

    state.now += 31 * DAY_MS;
    await watch().run();
    await watch().run();
    expect(titles().slice(1)).toEqual([
      'The billing: the key to it ended on 2026-10-20',
    ]);
    expect(raised[1].severity).toBe('critical');
  });

  it('warns again of what was renewed and comes near again', async () => {
    const { state, titles, watch } = await start();
    state.certificate = inDays(14);
    await watch().run();
    state.certificate = inDays(60);
    await watch().run();
    expect(titles()).toEqual([
      'The desk: the certificate of its server ends on 2026-09-24',
    ]);
    state.now += 50 * DAY_MS;
    await watch().run();
    expect(titles()).toContain(
      'The desk: the certificate of its server ends on 2026-11-09',
    );
  });

  it('goes on until somebody could be told, and tells of the others', async () => {
    const { state, titles, watch } = await start();
    state.certificate = inDays(1);
    state.credential = inDays(1);
    state.deaf = true;
    await expect(watch().run()).rejects.toThrow('Nobody could be told');
    expect(titles()).toEqual([]);
    state.deaf = false;
    await watch().run();
    expect(titles()).toHaveLength(2);
  });
});
