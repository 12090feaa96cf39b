import { TestDatabases } from '@backstage/backend-test-utils';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrationsDirectory } from '../../installation/applyMigrations';
import {
  asOwner,
  DAY,
  lookedAt,
  MINUTE,
  openLedger,
  rowsOf,
  testKey,
  type InstanceOptions,
} from '../__testUtils__/openLedger';
import { LedgerKeys } from '../chain/LedgerKeys';
import type { LedgerTable } from '../chain/LedgerTable';
import type { LedgerVerdict } from '@customer-360/backstage-plugin-customer-360-common';
import type { VerifyOptions } from './LedgerVerifier';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });

/** Verifying only reads. */
const nothing: Pick<LedgerTable, 'insert' | 'lastOf' | 'remove'> = {
  insert: () => Promise.reject(new Error('not now')),
  lastOf: () => Promise.reject(new Error('not now')),
  remove: () => Promise.reject(new Error('not now')),
};

describe.each(databases.eachSupportedId())(
  'verifying the ledger (%s)',
  databaseId => {
    let folder: string;

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'c360-verify-'));
    });

    afterEach(async () => {
      await rm(folder, { recursive: true, force: true });
    });

    /** Three sealed chains of four rows each, and an open one. */
    async function written(options: InstanceOptions = {}) {
      const knex = await databases.init(databaseId);
      await knex.migrate.latest({ directory: migrationsDirectory });
      const setting = openLedger(knex, folder);
      const it = setting.instance({ pageRows: 2, ...options });
      const chains: string[] = [];
      for (let day = 0; day < 4; day++) {
        for (let row = 0; row < 3; row++) {
          await it.ledger.appendRead(lookedAt);
        }
        await it.keeper.keep();
        chains.push(it.writer.head!.chain);
        setting.clock.at += DAY;
      }
      setting.clock.at -= DAY;
      return { ...setting, ...it, chains };
    }

    /** One part after the other, each as short as it can be. */
    async function inParts(
      verify: (options?: VerifyOptions) => Promise<LedgerVerdict>,
    ) {
      const parts: LedgerVerdict[] = [];
      let cursor: string | undefined;
      do {
        parts.push(await verify({ cursor, limitMs: 0 }));
        cursor = parts[parts.length - 1].nextCursor;
      } while (cursor !== undefined);
      return {
        parts: parts.length,
        ok: parts.every(({ ok }) => ok),
        chains: parts.reduce((sum, { chains }) => sum + chains, 0),
        rows: parts.reduce((sum, { rows }) => sum + rows, 0),
        findings: parts.flatMap(({ findings }) => findings),
      };
    }

    it('comes in parts to what it comes to at once, and reads no row twice', async () => {
      const { verify } = await written();
      expect(await verify()).toEqual({
        ok: true,
        chains: 4,
        rows: 15,
        findings: [],
      });
      const parts = await inParts(verify);
      expect(parts).toMatchObject({
        ok: true,
        chains: 4,
        rows: 15,
        findings: [],
      });
      expect(parts.parts).toBeGreaterThan(6);
    });

    it('finds in some part what it finds at once, in sealed chains too', async () => {
      const { chains, knex, verify } = await written();
      await asOwner(knex, async () => {
        for (const [chain, seq] of [
          [chains[0], 4],
          [chains[2], 3],
        ] as const) {
          await knex('c360_ledger')
            .where({ chain, seq })
            .update({ customer_ref: 'customer:default/other' });
        }
      });
      const findings = [
        { chain: chains[0], seq: 4, problem: 'altered' },
        { chain: chains[2], seq: 3, problem: 'altered' },
      ];
      expect((await verify()).findings).toEqual(findings);
      const parts = await inParts(verify);
      expect(parts.findings).toEqual(findings);
      expect(parts.ok).toBe(false);
    });

    it('goes on from no place that it has not given', async () => {
      const { verify } = await written();
      const { nextCursor = '' } = await verify({ limitMs: 0 });
      const [place, signature] = nextCursor.split('.');
      const moved = Buffer.from(
        JSON.stringify({
          ...JSON.parse(Buffer.from(place, 'base64url').toString()),
          seq: 3,
        }),
      ).toString('base64url');
      for (const cursor of [`${moved}.${signature}`, 'x.y', `${place}.`]) {
        await expect(verify({ cursor })).rejects.toThrow('cursor');
      }
    });

    it('says where it was when the registry has lost the chain meanwhile', async () => {
      const { chains, knex, verify } = await written();
      const { nextCursor } = await verify({ limitMs: 0 });
      await asOwner(knex, () =>
        knex('c360_ledger_chains').where({ chain: chains[0] }).delete(),
      );
      const { findings } = await verify({ cursor: nextCursor });
      expect(findings).toContainEqual(
        expect.objectContaining({ chain: 'registry', problem: 'missing' }),
      );
      expect(findings).toContainEqual(
        expect.objectContaining({ chain: chains[0], problem: 'unknown_chain' }),
      );
    });

    it('finds a chain of no name', async () => {
      const { knex, verify } = await written();
      const [row] = await rowsOf(knex);
      await knex('c360_ledger').insert({ ...row, chain: '' });
      expect((await verify()).findings).toEqual([
        { chain: '', seq: 1, problem: 'unknown_chain' },
      ]);
    });

    it('does not take a chain for cut off whose time is over meanwhile', async () => {
      const setting = await written({ retentionDays: 10 });
      const { chains, clock, keeper, knex, verify } = setting;
      clock.at += 8 * DAY + MINUTE;
      let reads = 0;
      const { verify: whileRemoved } = setting.instance({
        pageRows: 2,
        read: table => ({
          ...nothing,
          chains: () => table.chains(),
          after: async (...args) => {
            reads += 1;
            if (reads === 2) {
              await keeper.keep();
            }
            return table.after(...args);
          },
        }),
      });
      expect(await whileRemoved()).toMatchObject({ ok: true, findings: [] });
      expect(
        (await rowsOf(knex)).filter(({ chain }) => chain === chains[0]),
      ).toEqual([]);
      expect(await verify()).toMatchObject({ ok: true, chains: 4 });
    });

    it('finds rows that stay when their time is over', async () => {
      const { chains, clock, instance, keeper, knex, verify } = await written({
        retentionDays: 10,
      });
      const kept = (await rowsOf(knex)).filter(
        ({ chain }) => chain === chains[0],
      );
      clock.at += 8 * DAY + MINUTE;
      await keeper.keep();
      // Exports what the other has noted.
      await instance().keeper.keep();
      await knex('c360_ledger').insert(kept);
      expect((await verify()).ok).toBe(true);
      clock.at += 61 * MINUTE;
      expect((await verify()).findings).toEqual([
        { chain: chains[0], seq: 1, problem: 'not_removed' },
      ]);
    });

    it('finds that nothing is exported, once something must have been', async () => {
      const { clock, headsFile, instance } = await written();
      await rm(headsFile);
      expect((await instance().verify()).findings).toEqual([
        { chain: 'registry', seq: 1, problem: 'no_heads' },
      ]);
      clock.at -= 4 * DAY;
      expect((await instance().verify()).ok).toBe(true);
    });

    it('finds what is not exported any more, of open chains and of the registry, in parts too', async () => {
      let broken = false;
      const { chains, clock, keeper, ledger, verify, writer } = await written({
        heads: heads => ({
          add: async added => {
            if (broken) {
              throw new Error('no space');
            }
            await heads.add(added);
          },
          latest: () => heads.latest(),
        }),
      });
      broken = true;
      const look = async () => {
        await ledger.appendRead(lookedAt);
        await keeper.keep();
      };
      await look();
      clock.at += 14 * MINUTE;
      await look();
      expect((await verify()).ok).toBe(true);
      clock.at += 2 * MINUTE;
      const open = { chain: chains[3], seq: 4, problem: 'heads_stale' };
      expect((await verify()).findings).toEqual([open]);
      expect((await inParts(verify)).findings).toEqual([open]);

      clock.at += DAY;
      await look();
      clock.at += 11 * MINUTE;
      const registry = { chain: 'registry', seq: 8, problem: 'heads_stale' };
      expect((await verify()).findings).toEqual([registry]);
      clock.at += 5 * MINUTE;
      expect((await verify()).findings).toEqual([
        registry,
        { chain: writer.head!.chain, seq: 1, problem: 'heads_stale' },
      ]);

      broken = false;
      await keeper.keep();
      expect((await verify()).ok).toBe(true);
    });

    it('finds a row that was changed behind the last exported end as well', async () => {
      const { chains, clock, knex, ledger, verify } = await written();
      await ledger.appendRead(lookedAt);
      await ledger.appendRead(lookedAt);
      clock.at += 16 * MINUTE;
      await asOwner(knex, () =>
        knex('c360_ledger')
          .where({ chain: chains[3], seq: 5 })
          .update({ outcome: 'denied' }),
      );
      expect((await verify()).findings).toEqual([
        { chain: chains[3], seq: 4, problem: 'heads_stale' },
        { chain: chains[3], seq: 5, problem: 'altered' },
      ]);
    });

    it('does not say that all is well when the exported heads cannot be read', async () => {
      const { headsFile, verify } = await written();
      await rm(headsFile);
      await mkdir(headsFile);
      await expect(verify()).rejects.toThrow(
        expect.objectContaining({ name: 'ServiceUnavailableError' }),
      );
    });

    it('finds a name that was put behind the pseudonym of somebody else', async () => {
      const { instance, knex, people, verify } = await written();
      const sam = await people.pseudonymOf('user:default/sam');
      await people.pseudonymOf('user:default/erin');
      expect((await verify()).ok).toBe(true);
      const row = await knex('c360_ledger_people')
        .where({ pseudonym: sam })
        .first();
      const write = (changes: object) =>
        knex('c360_ledger_people').where({ pseudonym: sam }).update(changes);
      for (const changes of [
        { user_ref: 'user:default/jonas' },
        { salt: 'other' },
        { key_id: 'other' },
      ]) {
        await write(changes);
        expect((await verify()).findings).toEqual([
          {
            chain: `people/${sam}`,
            seq: 1,
            problem: 'key_id' in changes ? 'unknown_key' : 'altered',
          },
        ]);
        await write(row);
      }
      // Of before the key was kept with it, and of a key that was replaced.
      await write({ key_id: null });
      expect((await verify()).ok).toBe(true);
      const both = new LedgerKeys([testKey('two'), testKey('one')]);
      expect((await instance({ keys: both }).verify()).ok).toBe(true);
      await knex('c360_ledger_people').delete();
      expect((await verify()).ok).toBe(true);
    });

    it('stops where it is told to', async () => {
      const { verify } = await written();
      await expect(
        verify({ signal: AbortSignal.abort(new Error('told to')) }),
      ).rejects.toThrow('told to');
    });
  },
);
