import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import type {
  SavedView,
  SavedViewInput,
} from '@customer-360/backstage-plugin-customer-360-common';
import { ALLOW, DENY } from '../__testUtils__/fakePolicy';
import { BASE, startCustomer360 } from '../__testUtils__/startCustomer360';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });
const URL = `${BASE}/saved-views`;
const header = (name: string) =>
  mockCredentials.user.header(`user:default/${name}`);

const DORMANT: SavedViewInput = {
  title: 'Dormant',
  shared: false,
  query: { filter: { dormantDays: 14 }, sort: 'mrr', direction: 'desc' },
};

describe.each(databases.eachSupportedId())('saved views (%s)', databaseId => {
  async function start() {
    const { agent } = await startCustomer360({
      customers: [],
      sources: [],
      knex: await databases.init(databaseId),
      policy: (permission, userRef) => {
        if (permission === 'customer360.nobody') {
          // A policy that allows everything would open less than it says.
          return DENY;
        }
        if (permission === 'customer360.grants.manage') {
          return userRef === 'user:default/ada' ? ALLOW : DENY;
        }
        return userRef === 'user:default/nobody' ? DENY : ALLOW;
      },
    });
    const as = (name: string) => ({
      list: async (): Promise<SavedView[]> =>
        (await agent.get(URL).set('authorization', header(name)).expect(200))
          .body.views,
      add: (view: object) =>
        agent.post(URL).set('authorization', header(name)).send(view),
      change: (id: string, view: object) =>
        agent.put(`${URL}/${id}`).set('authorization', header(name)).send(view),
      remove: (id: string) =>
        agent.delete(`${URL}/${id}`).set('authorization', header(name)),
    });
    return { agent, as };
  }

  it('are kept, found by name, changed and taken away by whose they are', async () => {
    const { as } = await start();
    const mara = as('mara');
    const { body } = await mara.add(DORMANT).expect(201);
    expect(body).toMatchObject({ ...DORMANT, owner: 'user:default/mara' });
    await mara.add({ ...DORMANT, title: ' Another ' }).expect(201);
    expect((await mara.list()).map(({ title }) => title)).toEqual([
      'Another',
      'Dormant',
    ]);
    const changed = { title: 'Quiet', shared: false, query: {} };
    await mara.change(body.id, changed).expect(200);
    expect((await mara.list())[1]).toMatchObject(changed);
    await mara.remove(body.id).expect(204);
    expect(await mara.list()).toHaveLength(1);
  });

  it('are their owner’s alone, until they are shared', async () => {
    const { as } = await start();
    const { body } = await as('mara').add(DORMANT).expect(201);
    const otto = as('otto');
    expect(await otto.list()).toEqual([]);
    await otto.change(body.id, DORMANT).expect(404);
    await otto.remove(body.id).expect(404);
    await as('ada').remove(body.id).expect(404);
    await as('mara')
      .change(body.id, { ...DORMANT, shared: true })
      .expect(200);
    expect(await otto.list()).toMatchObject([
      { title: 'Dormant', owner: 'user:default/mara' },
    ]);
    // To be seen, and nothing else.
    await otto.change(body.id, DORMANT).expect(404);
    await otto.remove(body.id).expect(404);
    // Whoever shared it may have left.
    await as('ada').remove(body.id).expect(204);
    expect(await as('mara').list()).toEqual([]);
  });

  it('have a name that no other of the same person has', async () => {
    const { as } = await start();
    const mara = as('mara');
    await mara.add(DORMANT).expect(201);
    await mara.add(DORMANT).expect(409);
    const { body } = await mara.add({ ...DORMANT, title: 'B' }).expect(201);
    await mara.change(body.id, DORMANT).expect(409);
    await mara.change(body.id, { ...DORMANT, title: 'B' }).expect(200);
    await as('otto').add(DORMANT).expect(201);
  });

  it('are so many and no more', async () => {
    const { as } = await start();
    const mara = as('mara');
    for (let at = 0; at < 50; at++) {
      await mara.add({ ...DORMANT, title: `v${at}` }).expect(201);
    }
    const { body } = await mara.add(DORMANT).expect(400);
    expect(body.error.message).toContain('Delete one first');
  });

  it.each([
    { ...DORMANT, title: '' },
    { ...DORMANT, title: '   ' },
    { ...DORMANT, title: 'x'.repeat(81) },
    { ...DORMANT, query: { filter: { where: '1=1' } } },
    { ...DORMANT, query: { cursor: 'x' } },
    { title: 'No more' },
  ])('refuse %j', async view => {
    const { as } = await start();
    await as('mara').add(view).expect(400);
  });

  it('are nobody’s who may not use it', async () => {
    const { agent, as } = await start();
    await agent.get(URL).set('authorization', header('nobody')).expect(403);
    await as('nobody').add(DORMANT).expect(403);
    await as('nobody')
      .remove('00000000-0000-4000-8000-000000000000')
      .expect(403);
  });
});
