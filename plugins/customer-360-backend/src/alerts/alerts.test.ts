import {
  createBackendModule,
  createServiceFactory,
  type SchedulerServiceTaskInvocationDefinition,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import type { JsonObject } from '@backstage/types';
import type {
  FacetDataMap,
  SectionId,
} from '@customer-360/backstage-plugin-customer-360-common';
import {
  customer360AccessExtensionPoint,
  type AccessExplainer,
} from '@customer-360/backstage-plugin-customer-360-node';
import { customerEntity } from '../__testUtils__/customers';
import { ticketsData } from '../__testUtils__/facetData';
import { everything } from '../__testUtils__/fakePolicy';
import { countingReader, fakeSource } from '../__testUtils__/fakeSource';
import {
  fakeWebhook,
  sign,
  SIGNATURE_HEADER,
} from '../__testUtils__/fakeWebhook';
import {
  BASE,
  startCustomer360,
  viewPath,
} from '../__testUtils__/startCustomer360';
import { event } from '../webhooks/__testUtils__/startWebhooks';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });
const NOON = Date.parse('2026-09-10T12:00:00Z');
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const MARA = 'user:default/mara';
const JONAS = 'user:default/jonas';

type Task = SchedulerServiceTaskScheduleDefinition &
  SchedulerServiceTaskInvocationDefinition;

/** By person, the sections that they see all of. */
type Rights = Record<string, SectionId[]>;

function explainerOf(rights: Rights): AccessExplainer {
  const grantOf = (sections: SectionId[]) => ({
    tier: 'full' as const,
    labels: ['contract'],
    sections,
  });
  return {
    whoMaySee: () => 'Nobody',
    roles: () =>
      Object.entries(rights).map(([ref, sections]) => ({
        name: ref,
        members: [ref],
        scopes: { own: grantOf(sections) },
        permissions: ['customer360.access'],
      })),
    reasonsOf: ({ userRef }) =>
      rights[userRef]
        ? [
            {
              via: 'role',
              role: userRef,
              scope: 'own',
              ...grantOf(rights[userRef]),
            },
          ]
        : [],
  };
}

function tickets(escalated: number): FacetDataMap['tickets'] {
  const [ticket] = ticketsData('desk').tickets;
  const open = Array.from({ length: 2 }, (_, i) => ({
    ...ticket,
    id: String(i),
    ...(i < escalated && { severity: 'urgent' as const, escalated: true }),
  }));
  return { tickets: open, open };
}

function contracts(endDay: string): FacetDataMap['contracts'] {
  return {
    contracts: [
      { source: 'crm', id: '1', status: 'active', autoRenews: true, endDay },
    ],
  };
}

async function start(
  databaseId: Parameters<typeof databases.init>[0],
  options: {
    rights?: Rights | 'unknown';
    owners?: string[];
    customer360?: JsonObject;
    knex?: Awaited<ReturnType<typeof databases.init>>;
  } = {},
) {
  const {
    owners = [MARA, JONAS],
    rights = { [MARA]: ['support', 'contract'], [JONAS]: ['contract'] },
  } = options;
  const knex = options.knex ?? (await databases.init(databaseId));
  const tasks = new Map<string, Task>();
  const scheduler = mockServices.scheduler.mock({
    scheduleTask: async task => void tasks.set(task.id, task),
  });
  const clock = { at: NOON, now: () => clock.at };
  const world = { escalated: 0, endDay: '2027-06-30', isDown: false };
  const sent: NotificationSendOptions[] = [];
  const notifications = { fail: undefined as Error | undefined };
  const desk = countingReader('tickets', () => {
    if (world.isDown) {
      throw new Error('down');
    }
    return tickets(world.escalated);
  });
  const crm = countingReader('contracts', () => contracts(world.endDay));
  const customer = customerEntity('acme', {
    annotations: { 'customer-360/crm': 'crm_acme' },
  });
  const { agent } = await startCustomer360({
    customers: [
      {
        ...customer,
        relations: owners.map(targetRef => ({ type: 'ownedBy', targetRef })),
      },
    ],
    entities: [MARA, JONAS].map(ref => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'User',
      metadata: { name: ref.split('/')[1], namespace: 'default' },
      spec: {},
      relations: [{ type: 'memberOf', targetRef: 'group:default/csm' }],
    })),
    policy: everything,
    knex,
    now: clock.now,
    customer360: options.customer360,
    sources: [
      fakeSource('desk', { tickets: desk }, { webhook: fakeWebhook() }),
      fakeSource('crm', { contracts: crm }, { webhook: fakeWebhook() }),
    ],
    features: [
      scheduler.factory,
      createServiceFactory({
        service: notificationService,
        deps: {},
        factory: () => ({
          send: async given => {
            if (notifications.fail) {
              throw notifications.fail;
            }
            sent.push(given);
          },
        }),
      }),
      ...(rights === 'unknown'
        ? []
        : [
            createBackendModule({
              pluginId: 'customer-360',
              moduleId: 'fake-roles',
              register(env) {
                env.registerInit({
                  deps: { access: customer360AccessExtensionPoint },
                  async init({ access }) {
                    access.setExplainer(explainerOf(rights));
                  },
                });
              },
            }),
          ]),
    ],
  });
  let events = 0;
  const deliver = async (source: string, id: string) => {
    const path = `${BASE}/webhooks/${source}`;
    const body = Buffer.from(
      JSON.stringify({
        events: [
          event(id, {
            accounts: [source === 'desk' ? 'org_acme' : 'crm_acme'],
            facets: [source === 'desk' ? 'tickets' : 'contracts'],
          }),
        ],
      }),
    );
    await agent
      .post(path)
      .set('authorization', mockCredentials.none.header())
      .set('content-type', 'application/json')
      .set(
        SIGNATURE_HEADER,
        sign({
          method: 'POST',
          url: `http://localhost:7007${path}`,
          raw: body,
        }),
      )
      .serialize(() => body as unknown as string)
      .send({})
      .expect(200);
  };
  const follow = async () => {
    // Past the time in which a source may answer as before.
    clock.at += MINUTE_MS;
    await tasks.get('customer-360-changes')!.fn(new AbortController().signal);
  };
  const isMapped = async () =>
    (await knex('c360_webhook_events').where({ state: 'waiting' })).length ===
    0;
  await tasks.get('customer-360-changes')!.fn(new AbortController().signal);
  return {
    agent,
    clock,
    crm,
    desk,
    follow,
    knex,
    notifications,
    sent,
    world,
    deliver,
    run: (id: string) => tasks.get(id)!.fn(new AbortController().signal),
    /** A vendor tells of a change, and it is followed. */
    change: async (source: string, id = `evt_${(events += 1)}`) => {
      await deliver(source, id);
      while (!(await isMapped())) {
        await new Promise(resolve => setTimeout(resolve, 10));
      }
      await follow();
    },
    told: () =>
      sent.map(({ payload, recipients }) => ({
        to: recipients.type === 'entity' ? recipients.entityRef : 'all',
        title: payload.title,
      })),
  };
}

const ESCALATED = {
  to: [MARA],
  title: 'Title of acme: 1 escalated ticket open',
};

describe.each(databases.eachSupportedId())('alerts (%s)', databaseId => {
  it('tell once, and only those who may see what it is made of', async () => {
    const { change, deliver, follow, sent, told, world } = await start(
      databaseId,
    );
    await change('desk');
    expect(told()).toEqual([]);

    world.escalated = 1;
    await change('desk', 'evt_escalated');
    expect(told()).toEqual([ESCALATED]);
    expect(sent[0].payload).toMatchObject({
      description:
        'Now: 1 escalated ticket (2026-09-10, The desk). Rule: an open ticket is escalated.',
      severity: 'high',
      topic: 'customer-360-escalation-open',
      scope: expect.stringMatching(/^alert-[\w-]{43}$/),
      link: '/catalog/default/customer/acme',
    });

    await deliver('desk', 'evt_escalated');
    await follow();
    await change('desk');
    expect(told()).toEqual([ESCALATED]);

    world.escalated = 0;
    await change('desk');
    expect(told()).toEqual([
      ESCALATED,
      { to: [MARA], title: 'Title of acme: no longer “Escalated”' },
    ]);
    expect(JSON.stringify(sent)).not.toContain(JONAS);
  });

  it('put on record who was told of what before anybody is', async () => {
    const { change, follow, knex, run, sent, told, world } = await start(
      databaseId,
    );
    await change('desk');
    world.escalated = 1;
    await knex.schema.renameTable('c360_ledger', 'elsewhere');
    await change('desk');
    expect(sent).toEqual([]);
    await knex.schema.renameTable('elsewhere', 'c360_ledger');
    await run('customer-360-alerts');
    await follow();
    await run('customer-360-alerts');
    await follow();
    expect(told()).toEqual([ESCALATED]);
    expect(
      await knex('c360_ledger').where({ request_kind: 'alert' }),
    ).toMatchObject([
      {
        customer_ref: 'customer:default/acme',
        facets: expect.stringContaining('tickets'),
      },
    ]);
  });

  it('are told by another instance where one has ended in between', async () => {
    const { change, knex, notifications, sent, world, ...first } = await start(
      databaseId,
    );
    await change('desk');
    world.escalated = 1;
    // As of a process that is killed after it has written and before it sends.
    notifications.fail = new Error('killed');
    await change('desk');
    await knex('c360_customer_looks').delete();
    expect(sent).toEqual([]);

    notifications.fail = undefined;
    await first.run('customer-360-alerts');
    first.clock.at += MINUTE_MS;
    await first.run('customer-360-alerts');
    await first.follow();
    await first.run('customer-360-alerts');
    await first.follow();
    expect(first.told()).toEqual([ESCALATED]);
    expect(await knex('c360_alert_states')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ before: null, telling_since: null }),
      ]),
    );
  });

  it('are held back while what they are made of is not known for certain', async () => {
    const { change, clock, follow, told, world } = await start(databaseId);
    await change('desk');
    world.escalated = 1;
    world.isDown = true;
    await change('desk');
    expect(told()).toEqual([]);
    world.isDown = false;
    clock.at += HOUR_MS;
    await follow();
    expect(told()).toEqual([ESCALATED]);
    // Neither gone nor new.
    world.isDown = true;
    await change('desk');
    clock.at += 2 * HOUR_MS;
    world.isDown = false;
    await follow();
    expect(told()).toEqual([ESCALATED]);
  });

  it('come when days pass, with one call for the customer that they are about', async () => {
    const { change, clock, crm, desk, run, told, world } = await start(
      databaseId,
    );
    world.endDay = '2026-11-10';
    await change('crm');
    await change('desk');
    const reads = [crm.reads, desk.reads];
    for (let day = 0; day < 2; day++) {
      clock.at += 23 * HOUR_MS;
      await run('customer-360-customers');
    }
    expect(told()).toEqual([
      {
        to: [MARA],
        title: 'Title of acme: Renews in 60 days',
      },
      {
        to: [JONAS],
        title: 'Title of acme: Renews in 60 days',
      },
    ]);
    expect([crm.reads, desk.reads]).toEqual([reads[0] + 1, reads[1]]);
    clock.at += 23 * HOUR_MS;
    await run('customer-360-customers');
    expect(told()).toHaveLength(2);
  });

  it('say nothing at all of it where nobody knows who may see what', async () => {
    const { change, sent, world } = await start(databaseId, {
      rights: 'unknown',
    });
    await change('desk');
    world.escalated = 1;
    await change('desk');
    expect(sent).toEqual([
      {
        recipients: { type: 'entity', entityRef: [MARA, JONAS] },
        payload: {
          title: 'Something changed at a customer of yours',
          description: 'acme: open its page to see what.',
          severity: 'normal',
          topic: 'customer-360-changed',
          scope: expect.stringMatching(/^alert-/),
          link: '/catalog/default/customer/acme',
        },
      },
    ]);
  });

  it('go to the members of a group where nobody is named', async () => {
    const { change, told, world } = await start(databaseId, {
      owners: ['group:default/csm'],
    });
    await change('desk');
    world.escalated = 1;
    await change('desk');
    expect(told()).toEqual([ESCALATED]);
  });

  it('are told of what a page has found, too', async () => {
    const { agent, clock, desk, follow, knex, told, world } = await start(
      databaseId,
    );
    const open = () =>
      agent
        .get(viewPath('acme'))
        .set('authorization', mockCredentials.user.header(JONAS))
        .expect(200);
    const isNoticed = async () =>
      (await knex('c360_customer_looks').whereNotNull('again_at')).length > 0;
    const openUntilNoticed = async () => {
      await open();
      while (!(await isNoticed())) {
        await new Promise(resolve => setTimeout(resolve, 20));
        await open();
      }
    };
    await openUntilNoticed();
    await follow();
    expect(told()).toEqual([]);
    world.escalated = 1;
    clock.at += 5 * MINUTE_MS;
    await openUntilNoticed();
    const { reads } = desk;
    await follow();
    expect(told()).toEqual([ESCALATED]);
    expect(desk.reads).toBeLessThanOrEqual(reads + 1);
  });

  it.each([
    ['turned off', { alerts: { enabled: false } }],
    ['left out', { alerts: { exclude: ['escalation-open'] } }],
  ])('are not told where they are %s', async (_what, customer360) => {
    const { change, told, world } = await start(databaseId, { customer360 });
    await change('desk');
    world.escalated = 1;
    await change('desk');
    expect(told()).toEqual([]);
  });
});
