import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import { customerEntity } from '../__testUtils__/customers';
import { DENY, everything } from '../__testUtils__/fakePolicy';
import { BASE, startCustomer360 } from '../__testUtils__/startCustomer360';
import { DatabaseObservationStore } from '../observations/DatabaseObservationStore';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });
const ada = mockCredentials.user.header('user:default/ada');
const refOf = (name: string) => `customer:default/${name}`;
const path = (name: string) => `${BASE}/customers/default/${name}/observations`;

type Policy = (permission: string) => PolicyDecision;

const without =
  (denied: string): Policy =>
  permission =>
    permission === denied ? DENY : everything(permission);

describe.each(databases.eachSupportedId())(
  'erasing observations (%s)',
  databaseId => {
    async function start(policy: Policy = everything) {
      const knex = await databases.init(databaseId);
      const { agent, auditor } = await startCustomer360({
        customers: [customerEntity('acme'), customerEntity('other')],
        policy,
        knex,
      });
      const store = new DatabaseObservationStore({ knex });
      // One that has left is in no catalog.
      for (const name of ['acme', 'other', 'left']) {
        for (const day of ['2026-11-01', '2026-11-02']) {
          const asOf = `${day}T08:00:00.000Z`;
          await store.keep(refOf(name), [
            {
              facet: 'tickets',
              asOf,
              fetchedAt: asOf,
              sources: ['desk'],
              figures: [{ metric: 'tickets-open', unit: '', value: 7 }],
            },
          ]);
        }
      }
      const kept = async () =>
        Object.fromEntries(
          await Promise.all(
            ['acme', 'other', 'left'].map(async name => [
              name,
              await store.count(refOf(name)),
            ]),
          ),
        );
      const erase = (name: string) =>
        agent.delete(path(name)).set('authorization', ada).send({});
      const ledger = async () =>
        (await knex('c360_ledger').orderBy('seq')).map(
          ({ request_kind, outcome, customer_ref, detail }) => ({
            request_kind,
            outcome,
            customer_ref,
            detail: detail && JSON.parse(detail),
          }),
        );
      return { auditor, erase, kept, ledger };
    }

    it('forgets one customer and no other, on record with how much it was', async () => {
      const { auditor, erase, kept, ledger } = await start();
      await erase('acme').expect(204, '');
      expect(await kept()).toEqual({ acme: 0, other: 2, left: 2 });
      expect(await ledger()).toEqual([
        {
          request_kind: 'observations_erase',
          outcome: 'shown',
          customer_ref: refOf('acme'),
          detail: { rows: '2' },
        },
      ]);
      expect(auditor.createEvent).toHaveBeenCalledWith(
        expect.objectContaining({
          eventId: 'customer-observations',
          meta: expect.objectContaining({
            queryType: 'erase',
            customer: refOf('acme'),
          }),
        }),
      );
    });

    it('forgets one that has left the catalog, however the name is written', async () => {
      const { erase, kept } = await start();
      await erase('Left').expect(204);
      expect(await kept()).toEqual({ acme: 2, other: 2, left: 0 });
      // Nothing is left of it, so there is nobody of that name any more.
      await erase('left').expect(404);
    });

    it('is for those alone who hold it, and a refusal is on record', async () => {
      const { erase, kept, ledger } = await start(
        without('customer360.observations.erase'),
      );
      for (const name of ['acme', 'left', 'nobody']) {
        await erase(name).expect(403);
      }
      expect(await kept()).toEqual({ acme: 2, other: 2, left: 2 });
      expect(await ledger()).toMatchObject(
        ['acme', 'left', 'nobody'].map(name => ({
          request_kind: 'observations_erase',
          outcome: 'denied',
          customer_ref: refOf(name),
        })),
      );
    });

    it('says of a hidden customer what it says of none, and forgets nothing of it', async () => {
      const { erase, kept } = await start(without('catalog.entity.read'));
      const hidden = await erase('acme').expect(404);
      const absent = await erase('nobody').expect(404);
      expect(hidden.text.replaceAll('/acme/', '/nobody/')).toBe(absent.text);
      expect(await kept()).toMatchObject({ acme: 2 });
    });

    it('stays shut under a policy that allows everybody everything', async () => {
      const { erase, kept } = await start(() => everything(''));
      await erase('acme').expect(403);
      expect(await kept()).toMatchObject({ acme: 2 });
    });
  },
);
