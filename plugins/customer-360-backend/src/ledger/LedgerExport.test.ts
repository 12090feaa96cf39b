import { TestDatabases } from '@backstage/backend-test-utils';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrationsDirectory } from '../installation/applyMigrations';
import { InstallationKey } from '../installation/InstallationKey';
import { lookedAt, openLedger } from './__testUtils__/openLedger';
import { DatabaseLedgerReader } from './DatabaseLedgerReader';
import { LedgerExport } from './LedgerExport';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('LedgerExport (%s)', databaseId => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'c360-export-'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  async function start(rows: number, most: number) {
    const knex = await databases.init(databaseId);
    await knex.migrate.latest({ directory: migrationsDirectory });
    const { clock, instance } = openLedger(knex, folder);
    const { ledger, people } = instance();
    await ledger.append(Array.from({ length: rows }, () => lookedAt));
    clock.at += 1;
    const reader = new DatabaseLedgerReader({
      knex,
      people,
      key: new InstallationKey(Buffer.alloc(32)),
    });
    const ledgerExport = new LedgerExport({ reader, clock, most });
    return { clock, ledger, ledgerExport };
  }

  async function sequences(pages: AsyncIterable<string>) {
    const lines: string[] = [];
    for await (const page of pages) {
      lines.push(...page.trim().split('\n'));
    }
    return lines.map(line => JSON.parse(line).metadata.sequence);
  }

  it('gives as many as there may be, each once, over its pages', async () => {
    const { clock, ledger, ledgerExport } = await start(450, 450);
    const { count, pages } = await ledgerExport.of({});
    expect(count).toBe(450);
    // What comes meanwhile belongs to the next.
    clock.at += 1_000;
    await ledger.append([lookedAt]);
    expect(await sequences(pages())).toEqual(
      Array.from({ length: 450 }, (_, at) => 450 - at),
    );
  });

  it('gives none where there are more, rather than a part that looks whole', async () => {
    const { clock, ledgerExport } = await start(451, 450);
    await expect(ledgerExport.of({})).rejects.toThrow(
      'There are more than 450 rows, which is as many as are exported at once; nothing was exported.',
    );
    const before = new Date(clock.at - 1).toISOString();
    expect((await ledgerExport.of({ to: before })).count).toBe(0);
  });
});
