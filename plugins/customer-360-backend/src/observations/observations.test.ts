import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { customerEntity } from '../__testUtils__/customers';
import { subscriptionsData, ticketsData } from '../__testUtils__/facetData';
import { supportAgent } from '../__testUtils__/fakePolicy';
import { countingReader, fakeSource } from '../__testUtils__/fakeSource';
import { startCustomer360, viewPath } from '../__testUtils__/startCustomer360';
import { DatabaseObservationStore } from './DatabaseObservationStore';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const sam = mockCredentials.user.header('user:default/sam');

describe('what is looked at', () => {
  it('leaves its figures behind, and no call to a source more', async () => {
    const knex = await databases.init('SQLITE_3');
    const subscriptions = countingReader('subscriptions', () =>
      subscriptionsData('billing'),
    );
    const tickets = countingReader('tickets', () => ticketsData('desk'));
    const { agent } = await startCustomer360({
      customers: [customerEntity('acme')],
      sources: [
        fakeSource('billing', { subscriptions }),
        fakeSource('desk', { tickets }),
      ],
      policy: supportAgent,
      knex,
    });
    const store = new DatabaseObservationStore({ knex });
    await agent.get(viewPath('acme')).set('authorization', sam).expect(200);

    const kept = async () =>
      store.latestIn('customer:default/acme', { from: '2000', to: '3000' });
    // It is written after the answer, by itself.
    for (let i = 0; i < 200 && (await kept()).length < 2; i++) {
      await new Promise(resolve => setTimeout(resolve, 25));
    }
    expect(await kept()).toMatchObject([
      {
        facet: 'subscriptions',
        sources: ['billing'],
        figures: [
          { metric: 'mrr', unit: 'EUR', value: 550_000 },
          { metric: 'subscriptions', unit: '', value: 1 },
        ],
      },
      {
        facet: 'tickets',
        sources: ['desk'],
        figures: expect.arrayContaining([
          { metric: 'tickets-open', unit: '', value: 1 },
          { metric: 'tickets-severity', unit: 'high', value: 1 },
        ]),
      },
    ]);
    expect([subscriptions.reads, tickets.reads]).toEqual([1, 1]);
  });
});
