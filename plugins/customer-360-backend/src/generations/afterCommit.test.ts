import { TestDatabases } from '@backstage/backend-test-utils';
import { afterCommit } from './afterCommit';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('afterCommit (%s)', databaseId => {
  it('waits for the commit, and does nothing where there is none', async () => {
    const knex = await databases.init(databaseId);
    const done: string[] = [];
    await knex.transaction(async tx => {
      afterCommit(tx, () => done.push('committed'));
      await tx.raw('select 1');
      expect(done).toEqual([]);
    });
    await new Promise(resolve => setImmediate(resolve));
    expect(done).toEqual(['committed']);
    await expect(
      knex.transaction(async tx => {
        afterCommit(tx, () => done.push('not committed'));
        await tx.raw('select 1');
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await new Promise(resolve => setImmediate(resolve));
    expect(done).toEqual(['committed']);
  });
});
