import { TestDatabases } from '@backstage/backend-test-utils';
import { acme, event, startWebhooks } from './__testUtils__/startWebhooks';
import { InboxWriter } from './InboxWriter';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });
const index = {
  customersOf: async (_source: string, accounts: readonly string[]) =>
    new Map(accounts.map(account => [account, [acme]])),
};

describe.each(databases.eachSupportedId())('InboxWriter (%s)', databaseId => {
  it('makes a flood about one customer durable by a few transactions', async () => {
    const knex = await databases.init(databaseId);
    const { changes, counter, heard, inbox, rows } = await startWebhooks(knex);
    let transactions = 0;
    const writer = new InboxWriter({
      inbox,
      index,
      together: (_source, facets) => facets,
      changes: {
        acknowledge: change => changes.acknowledge(change),
        acknowledgeWith: work => {
          transactions += 1;
          return changes.acknowledgeWith(work);
        },
      },
    });
    let durable = 0;
    await Promise.all(
      Array.from({ length: 2_000 }, async (_, i) => {
        await writer.write([{ source: 'desk', event: event(`evt_${i}`) }]);
        durable += 1;
      }),
    );
    expect(durable).toBe(2_000);
    expect(await rows()).toHaveLength(2_000);
    expect(transactions).toBeLessThanOrEqual(4);
    expect(await counter()).toBe(transactions);
    expect(heard).toHaveLength(transactions);
    expect((await rows())[0]).toMatchObject({
      acknowledged: JSON.stringify([acme]),
    });
  });

  it('writes nothing of what it could not write whole, and says so', async () => {
    const knex = await databases.init(databaseId);
    const { changes, counter, heard, inbox, rows } = await startWebhooks(knex);
    const parts = {
      inbox,
      changes,
      together: (_source: string, facets: readonly string[]) => facets,
    };
    const broken = new InboxWriter({
      ...parts,
      index: {
        customersOf: async () => {
          throw new Error('no');
        },
      },
    });
    const told = { source: 'desk', event: event('evt_1') };
    await expect(broken.write([told])).rejects.toThrow('no');
    // The counters rise with the insert or not at all.
    const late = new InboxWriter({
      ...parts,
      index,
      together: () => {
        throw new Error('after the insert');
      },
    });
    await expect(late.write([told])).rejects.toThrow('after the insert');
    expect(await rows()).toEqual([]);
    expect(await counter()).toBe(0);
    expect(heard).toEqual([]);

    const writer = new InboxWriter({ ...parts, index });
    await writer.write([told]);
    expect(await counter()).toBe(1);
    await writer.write([told]);
    expect(await counter()).toBe(1);
    expect(await rows()).toHaveLength(1);
  });

  it('gives up a database that does not answer, and goes on when it does', async () => {
    const knex = await databases.init(databaseId);
    const { changes, inbox, rows } = await startWebhooks(knex);
    let hangs = true;
    const writer = new InboxWriter({
      inbox,
      index,
      flushMs: 50,
      together: (_source, facets) => facets,
      changes: {
        acknowledge: change => changes.acknowledge(change),
        acknowledgeWith: work =>
          hangs ? new Promise<never>(() => {}) : changes.acknowledgeWith(work),
      },
    });
    const told = { source: 'desk', event: event('evt_1') };
    await expect(writer.write([told])).rejects.toThrow();
    hangs = false;
    await writer.write([told]);
    expect(await rows()).toHaveLength(1);
  });
});
