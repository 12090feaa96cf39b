import type {
  SchedulerServiceTaskInvocationDefinition,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { customerEntity } from '../__testUtils__/customers';
import { countingReader, fakeSource } from '../__testUtils__/fakeSource';
import { ticketsData } from '../__testUtils__/facetData';
import { supportAgent } from '../__testUtils__/fakePolicy';
import {
  BASE,
  startCustomer360,
  viewPath,
} from '../__testUtils__/startCustomer360';
import { data, scripted } from './__testUtils__/syncWorld';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const sam = mockCredentials.user.header('user:default/sam');

type Task = SchedulerServiceTaskScheduleDefinition &
  SchedulerServiceTaskInvocationDefinition;

async function start(sync: JsonObject = {}) {
  const knex = await databases.init('SQLITE_3');
  const tasks = new Map<string, Task>();
  const scheduler = mockServices.scheduler.mock({
    scheduleTask: async task => void tasks.set(task.id, task),
  });
  const bulk = scripted(() => [
    [data('org_acme', 42, '2026-09-10T11:00:00.000Z')],
  ]);
  const { agent } = await startCustomer360({
    customers: [customerEntity('acme'), customerEntity('other')],
    policy: supportAgent,
    knex,
    now: () => Date.parse('2026-09-10T12:00:00Z'),
    customer360: { sources: { desk: { type: 'fake', sync } } },
    sources: [
      fakeSource(
        'desk',
        { tickets: countingReader('tickets', () => ticketsData('desk')) },
        { bulk: [bulk] },
      ),
    ],
    features: [scheduler.factory],
  });
  const get = async (path: string) =>
    (await agent.get(path).set('authorization', sam)).body;
  return {
    tasks,
    activityOf: async (name: string) =>
      (await get(viewPath(name))).sections.usage.facets.activity,
    sources: async () => (await get(`${BASE}/sources`)).sources,
    tick: () =>
      tasks.get('customer-360-sync-desk-all')!.fn(new AbortController().signal),
  };
}

describe('what is read of many customers at once', () => {
  it('is on the page with both its times, and in the status of its source', async () => {
    const { tasks, activityOf, sources, tick } = await start();
    expect(tasks.get('customer-360-sync-desk-all')).toMatchObject({
      scope: 'global',
      frequency: { minutes: 1 },
      timeout: { minutes: 3 },
    });
    expect(tasks.has('customer-360-reconcile')).toBe(true);
    // Before a round there is nothing to be said.
    expect(await activityOf('acme')).toMatchObject({ state: 'unavailable' });
    expect(await sources()).toMatchObject([
      {
        facets: ['tickets', 'activity'],
        sync: [{ bulk: 'all', mode: 'snapshot', state: 'unknown', rows: 0 }],
      },
    ]);

    await tick();
    expect(await activityOf('other')).toMatchObject({ state: 'unlinked' });
    expect(await sources()).toMatchObject([
      {
        sync: [
          {
            bulk: 'all',
            state: 'ok',
            everySeconds: 300,
            lagSeconds: 0,
            lastSuccessAt: '2026-09-10T12:00:00.000Z',
            rows: 1,
            restarts: 0,
            refusedRounds: 0,
          },
        ],
      },
    ]);
  });

  it('is read as often as config says, or not at all', async () => {
    const often = await start({ all: { every: '20m' } });
    expect(await often.sources()).toMatchObject([
      { sync: [{ everySeconds: 1_200 }] },
    ]);
    const never = await start({ all: { enabled: false } });
    expect([...never.tasks.keys()]).not.toContain('customer-360-sync-desk-all');
    expect(await never.sources()).toMatchObject([{ sync: [] }]);
  });

  it.each([
    [{ all: { every: '30s' } }, 'sync.all.every must be between 1 and 60'],
    [{ all: { every: '2h' } }, 'sync.all.every must be between 1 and 60'],
    [{ all: { minimumShare: 2 } }, 'sync.all.minimumShare must be between'],
    [{ all: { often: true } }, 'sync.all.often is not a known key'],
    [{ none: {} }, 'sync.none names nothing'],
  ])('refuses %j by its key', async (sync, message) => {
    await expect(start(sync)).rejects.toThrow(message);
  });
});
