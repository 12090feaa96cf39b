import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import type { FacetId } from '@customer-360/backstage-plugin-customer-360-common';
import { customerEntity } from '../__testUtils__/customers';
import { DENY, everything } from '../__testUtils__/fakePolicy';
import { countingReader, fakeSource } from '../__testUtils__/fakeSource';
import {
  BASE,
  startCustomer360,
  viewPath,
} from '../__testUtils__/startCustomer360';
import { DatabaseObservationStore } from '../observations/DatabaseObservationStore';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });
const ACME = 'customer:default/acme';
const PATH = `${BASE}/customers/default/acme/since-last-look`;
const START = Date.parse('2026-11-20T12:00:00.000Z');
const HOUR = 60 * 60 * 1000;
const sam = mockCredentials.user.header('user:default/sam');
const mara = mockCredentials.user.header('user:default/mara');

describe.each(databases.eachSupportedId())(
  'what has changed since the last look (%s)',
  databaseId => {
    async function start(
      policy: (permission: string, user: string) => PolicyDecision = everything,
    ) {
      const knex = await databases.init(databaseId);
      const clock = { now: START };
      const { agent } = await startCustomer360({
        customers: [customerEntity('acme')],
        sources: [
          fakeSource('desk', {
            // Nothing is observed of these but what a test says.
            notes: countingReader('notes', () => ({ notes: [] })),
          }),
        ],
        policy: (permission, user) => policy(permission, String(user)),
        knex,
        now: () => clock.now,
      });
      const store = new DatabaseObservationStore({ knex });
      const observed = (
        facet: FacetId,
        at: number,
        ...values: Array<[metric: string, value: number, unit?: string]>
      ) =>
        store.keep(ACME, [
          {
            facet,
            asOf: new Date(at).toISOString(),
            fetchedAt: new Date(at).toISOString(),
            sources: ['desk'],
            figures: values.map(([metric, value, unit = '']) => ({
              metric,
              unit,
              value,
            })),
          },
        ]);
      const paid = (at: number, amount: number) =>
        observed('subscriptions', at, ['mrr', amount, 'EUR']);
      const look = (as = sam) =>
        agent.get(viewPath('acme')).set('authorization', as).expect(200);
      const since = async (as = sam) =>
        (await agent.get(PATH).set('authorization', as).expect(200)).body;
      return { agent, clock, knex, look, observed, paid, since };
    }

    it('is what differs from when one looked oneself, and nothing for whom one never opened', async () => {
      const { clock, look, paid, since } = await start();
      await paid(START - HOUR, 550_000);
      await look(mara);
      clock.now += HOUR;
      await paid(clock.now, 480_000);
      clock.now += HOUR;
      // Somebody else's look is nobody's own.
      expect(await since(sam)).toEqual({ changes: [] });
      expect(await since(mara)).toEqual({
        lookedAt: new Date(START).toISOString(),
        changes: [
          {
            figure: 'mrr',
            answer: 'pays',
            facet: 'subscriptions',
            currency: 'EUR',
            before: 550_000,
            after: 480_000,
          },
        ],
      });
    });

    it('stays while one looks, and is over with the next visit', async () => {
      const { clock, look, paid, since } = await start();
      await paid(START - HOUR, 550_000);
      await look();
      clock.now += HOUR;
      await paid(clock.now, 480_000);
      await look();
      clock.now += HOUR / 6;
      // A reload within the visit compares with the one before.
      await look();
      expect((await since()).changes).toHaveLength(1);
      clock.now += HOUR;
      expect(await since()).toEqual({
        lookedAt: new Date(START + (7 * HOUR) / 6).toISOString(),
        changes: [],
      });
    });

    it('says nothing of what one may not see in full', async () => {
      const { clock, look, observed, paid, since } = await start(
        (permission, user) =>
          user === 'user:default/sam' &&
          permission === 'customer360.billing.full.read'
            ? DENY
            : everything(permission),
      );
      await paid(START - HOUR, 550_000);
      await observed('tickets', START - HOUR, ['tickets-open', 1]);
      await look(sam);
      await look(mara);
      clock.now += HOUR;
      await paid(clock.now, 480_000);
      await observed('tickets', clock.now, ['tickets-open', 2]);
      const figures = async (as: string) =>
        (await since(as)).changes.map(
          ({ figure }: { figure: string }) => figure,
        );
      expect(await figures(sam)).toEqual(['openTickets']);
      expect(await figures(mara)).toEqual(['mrr', 'openTickets']);
    });

    it('stands in the ledger before it is told, and is told to nobody without it', async () => {
      const { agent, knex, since } = await start();
      await since();
      expect(
        await knex('c360_ledger').where({ request_kind: 'since_look' }),
      ).toEqual([
        expect.objectContaining({ customer_ref: ACME, outcome: 'shown' }),
      ]);
      await knex.schema.dropTable('c360_ledger');
      await agent.get(PATH).set('authorization', sam).expect(503);
    });

    it('is not there for a customer that is hidden', async () => {
      const { agent, knex } = await start((permission, user) =>
        user === 'user:default/sam' && permission === 'catalog.entity.read'
          ? DENY
          : everything(permission),
      );
      await agent.get(PATH).set('authorization', sam).expect(404);
      expect(
        await knex('c360_ledger').where({ request_kind: 'since_look' }),
      ).toEqual([expect.objectContaining({ outcome: 'denied' })]);
    });
  },
);
