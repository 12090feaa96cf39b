import type { SchedulerServiceTaskInvocationDefinition } from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { SourceError } from '@customer-360/backstage-plugin-customer-360-node';
import { customerEntity } from '../__testUtils__/customers';
import { subscriptionsData, ticketsData } from '../__testUtils__/facetData';
import { DENY, everything } from '../__testUtils__/fakePolicy';
import { countingReader, fakeSource } from '../__testUtils__/fakeSource';
import {
  BASE,
  startCustomer360,
  viewPath,
} from '../__testUtils__/startCustomer360';

jest.setTimeout(60_000);

const sam = mockCredentials.user.header('user:default/sam');
const erin = mockCredentials.user.header('user:default/erin');
const NOON = Date.parse('2026-09-10T12:00:00Z');
const MINUTE = 60_000;

async function start() {
  const clock = { now: NOON };
  const state = { failed: false, missing: false };
  const tasks = new Map<string, SchedulerServiceTaskInvocationDefinition>();
  const { agent } = await startCustomer360({
    customers: [customerEntity('acme'), customerEntity('beta')],
    sources: [
      fakeSource('billing', {
        subscriptions: countingReader('subscriptions', () => {
          if (state.failed) {
            throw new SourceError('auth');
          }
          return subscriptionsData('billing');
        }),
      }),
      fakeSource('desk', {
        tickets: {
          read: async () => ({
            data: ticketsData('desk'),
            ...(state.missing && { missing: ['One page of tickets'] }),
          }),
        },
      }),
    ],
    policy: (permission, user) =>
      user === 'user:default/erin' && permission === 'customer360.sources.read'
        ? DENY
        : everything(permission),
    now: () => clock.now,
    customer360: {
      sources: { desk: { type: 'fake', credentialsExpireAt: '2026-09-20' } },
    },
    features: [
      mockServices.scheduler.mock({
        scheduleTask: async task => {
          tasks.set(task.id, task);
        },
      }).factory,
    ],
  });
  const get = (path: string, as = sam) =>
    agent.get(path).set('authorization', as);
  return {
    clock,
    get,
    run: (id: string) =>
      (tasks.get(id)!.fn as (signal: AbortSignal) => Promise<void>)(
        new AbortController().signal,
      ),
    sources: async () => {
      const { body, headers } = await get(`${BASE}/sources`);
      expect(headers['cache-control']).toBe('no-store');
      return body.sources.toSorted((a: { id: string }, b: { id: string }) =>
        a.id < b.id ? -1 : 1,
      );
    },
    state,
    view: (name = 'acme') => get(viewPath(name)),
  };
}

describe('GET /sources', () => {
  it('says how each source is', async () => {
    const { clock, sources, state, view } = await start();
    expect(await sources()).toEqual([
      {
        id: 'billing',
        type: 'fake',
        title: 'The billing',
        facets: ['subscriptions'],
        state: 'unknown',
        drifting: [],
        lastHour: { reads: 0, failures: [], drifts: [] },
        breaker: 'closed',
        sync: [],
        expires: [],
      },
      expect.objectContaining({ id: 'desk', state: 'unknown' }),
    ]);

    await view();
    state.failed = true;
    state.missing = true;
    clock.now += 6 * MINUTE;
    await view();
    await view('beta');

    expect(await sources()).toMatchObject([
      {
        id: 'billing',
        state: 'failing',
        failing: 'auth',
        lastSuccessAt: '2026-09-10T12:00:00.000Z',
        lastFailureAt: '2026-09-10T12:06:00.000Z',
        lastHour: {
          reads: 3,
          failures: [{ reason: 'auth', count: 2 }],
          drifts: [],
        },
      },
      {
        id: 'desk',
        state: 'ok',
        drifting: ['tickets'],
        lastHour: {
          reads: 3,
          failures: [],
          drifts: [{ facet: 'tickets', count: 2 }],
        },
      },
    ]);

    clock.now += 61 * MINUTE;
    const [billing] = await sources();
    expect(billing).toMatchObject({
      state: 'failing',
      lastHour: { reads: 0, failures: [], drifts: [] },
    });
  });

  it('says how many customers each source has, once they were counted', async () => {
    const { run, sources } = await start();
    expect((await sources())[0].reach).toBeUndefined();
    await run('customer-360-customers');
    const reach = { customers: 2, countedAt: '2026-09-10T12:00:00.000Z' };
    expect(await sources()).toMatchObject([
      { id: 'billing', reach },
      { id: 'desk', reach },
    ]);
  });

  it('says what ends, before it does', async () => {
    const { sources } = await start();
    const [billing, desk] = await sources();
    expect(billing.expires).toEqual([]);
    expect(desk.expires).toEqual([
      { what: 'credential', at: '2026-09-20T00:00:00.000Z', state: 'soon' },
    ]);
  });

  it('is for those who may know', async () => {
    const { get } = await start();
    expect((await get(`${BASE}/sources`, erin)).status).toBe(403);
  });
});
