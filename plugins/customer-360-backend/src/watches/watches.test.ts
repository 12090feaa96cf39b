import {
  createServiceFactory,
  type SchedulerServiceTaskScheduleDefinition,
  type SchedulerServiceTaskInvocationDefinition,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { notificationService } from '@backstage/plugin-notifications-node';
import { customerEntity } from '../__testUtils__/customers';
import { supportAgent } from '../__testUtils__/fakePolicy';
import { startCustomer360, viewPath } from '../__testUtils__/startCustomer360';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const sam = mockCredentials.user.header('user:default/sam');

type Task = SchedulerServiceTaskScheduleDefinition &
  SchedulerServiceTaskInvocationDefinition;

async function start() {
  const knex = await databases.init('SQLITE_3');
  const tasks = new Map<string, Task>();
  const scheduler = mockServices.scheduler.mock({
    scheduleTask: async task => {
      tasks.set(task.id, task);
    },
  });
  const notices: Array<{ to: unknown; title: string }> = [];
  const clock = { at: Date.parse('2026-09-10T12:00:00Z') };
  const { agent, auditor } = await startCustomer360({
    customers: ['a', 'b', 'c', 'd'].map(name => customerEntity(name)),
    policy: supportAgent,
    knex,
    now: () => clock.at,
    customer360: {
      ledger: { alarms: { notify: ['group:default/security'] } },
      detectors: {
        bulkViewing: { customers: 3, within: '10m' },
        repeatedDenials: { attempts: 2 },
      },
    },
    features: [
      scheduler.factory,
      createServiceFactory({
        service: notificationService,
        deps: {},
        factory: () => ({
          send: async ({ recipients, payload }) => {
            notices.push({ to: recipients, title: payload.title });
          },
        }),
      }),
    ],
  });
  const look = async (name: string) => {
    clock.at += 1_000;
    await agent.get(viewPath(name)).set('authorization', sam);
  };
  const run = async (id: string) => {
    clock.at += 60_000;
    await tasks.get(id)!.fn(new AbortController().signal);
  };
  return { auditor, knex, look, notices, run, tasks };
}

const to = { type: 'entity', entityRef: ['group:default/security'] };

describe('the watches', () => {
  it('are kept by one instance for all, and not while the portal starts', async () => {
    const { tasks } = await start();
    expect([...tasks.values()]).toMatchObject([
      {
        id: 'customer-360-verify-ledger',
        scope: 'global',
        frequency: { cron: '23 2 * * *' },
        initialDelay: expect.anything(),
      },
      {
        id: 'customer-360-detectors',
        scope: 'global',
        frequency: { minutes: 1 },
        initialDelay: expect.anything(),
      },
      {
        id: 'customer-360-observations-retention',
        scope: 'global',
        frequency: { cron: '41 3 * * *' },
        initialDelay: expect.anything(),
      },
      {
        id: 'customer-360-webhook-inbox',
        scope: 'global',
        frequency: { hours: 1 },
        initialDelay: expect.anything(),
      },
      {
        id: 'customer-360-source-expiry',
        scope: 'global',
        frequency: { hours: 1 },
        initialDelay: expect.anything(),
      },
      {
        id: 'customer-360-changes',
        scope: 'global',
        frequency: { seconds: 20 },
        initialDelay: expect.anything(),
      },
      {
        id: 'customer-360-alerts',
        scope: 'global',
        frequency: { minutes: 1 },
        initialDelay: expect.anything(),
      },
      {
        id: 'customer-360-portfolio',
        scope: 'global',
        frequency: { seconds: 30 },
        initialDelay: expect.anything(),
      },
      {
        id: 'customer-360-customers',
        scope: 'global',
        frequency: { minutes: 15 },
        initialDelay: expect.anything(),
      },
    ]);
  });

  it('tell those whom config names of a ledger that was changed', async () => {
    const { auditor, knex, look, notices, run } = await start();
    await look('a');
    await look('b');
    await run('customer-360-verify-ledger');
    expect(notices).toEqual([]);

    await knex.raw('drop trigger c360_ledger_update');
    await knex('c360_ledger').where({ seq: 1 }).update({ person: null });
    await run('customer-360-verify-ledger');
    await run('customer-360-verify-ledger');
    expect(notices).toEqual([
      { to, title: 'The ledger of Customer 360 is not as it was written' },
    ]);
    expect(auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'ledger-alarm',
        severityLevel: 'critical',
      }),
    );
  });

  it('tell them of people, by the thresholds in config', async () => {
    const { look, notices, run } = await start();
    await run('customer-360-detectors');
    for (const name of ['a', 'b', 'c', 'd', 'nowhere', 'else', 'hidden']) {
      await look(name);
    }
    await run('customer-360-detectors');
    await run('customer-360-detectors');
    expect(notices).toEqual([
      { to, title: 'user:default/sam opened 4 customers within 10 minutes' },
      { to, title: 'user:default/sam was refused 3 times within 15 minutes' },
    ]);
  });
});
