import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import type { Knex } from 'knex';
import { migrationsDirectory } from '../installation/applyMigrations';
import { customerEntity } from '../__testUtils__/customers';
import { AnnotationsWin } from './AnnotationsWin';
import { CachedCustomerLinks } from './CachedCustomerLinks';
import { DatabaseLinkIndex } from './DatabaseLinkIndex';
import { DatabaseLinkStore } from './DatabaseLinkStore';
import { DatabaseOrphanAccounts } from './DatabaseOrphanAccounts';
import type { LinkStep } from './LinkStore';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });
const NOON = Date.parse('2026-09-10T12:00:00Z');
const ACME = 'customer:default/acme';
const BETA = 'customer:default/beta';
const by = 'user:default/ada';

const linked: LinkStep = { act: 'linked', rule: 'domain' };
const confirmed: LinkStep = { act: 'confirmed', by };
const forced: LinkStep = { act: 'forced', by, reason: 'They share it' };
const undone: LinkStep = { act: 'undone', by, reason: 'Not theirs' };

describe.each(databases.eachSupportedId())('links (%s)', databaseId => {
  let knex: Knex;
  let store: DatabaseLinkStore;
  const index = new DatabaseLinkIndex();

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    await knex.migrate.latest({ directory: migrationsDirectory });
    store = new DatabaseLinkStore({ knex });
  });

  beforeEach(async () => {
    for (const table of [
      'c360_links',
      'c360_link_history',
      'c360_generations',
      'c360_orphan_accounts',
    ]) {
      await knex(table).delete();
    }
  });

  let ticks = 0;
  const apply = (
    customerRef: string,
    account: string,
    step: LinkStep,
    of = store,
  ) => {
    ticks += 1;
    return of.apply({
      customerRef,
      source: 'billing',
      account,
      step,
      at: new Date(NOON + ticks).toISOString(),
    });
  };
  const holders = async (account: string) =>
    (await index.customersOf('billing', [account], knex)).get(account) ?? [];
  const generationOf = async (ref: string) =>
    (
      await knex('c360_generations')
        .where({ customer_ref: ref, scope: 'billing' })
        .first()
    )?.generation ?? 0;

  it('keeps a link with its history, and makes what is cached worthless', async () => {
    expect(await apply(ACME, 'a', linked)).toBe('done');
    expect(await store.inForce(ACME)).toMatchObject([
      { account: 'a', rule: 'domain', confidence: 'low', state: 'confirmed' },
    ]);
    expect((await store.inForce(ACME))[0]).not.toHaveProperty('by');
    expect(await generationOf(ACME)).toBe(1);

    expect(await apply(ACME, 'a', confirmed)).toBe('done');
    expect(await apply(ACME, 'a', confirmed)).toBe('unchanged');
    expect(await apply(ACME, 'a', undone)).toBe('done');
    expect(await apply(ACME, 'a', undone)).toBe('absent');
    expect(await store.inForce(ACME)).toEqual([]);
    expect(await store.undone(ACME, 'billing')).toMatchObject([
      { account: 'a', by, reason: 'Not theirs' },
    ]);
    expect(await generationOf(ACME)).toBe(3);
    expect(await store.history(ACME, 100)).toMatchObject([
      {
        act: 'undone',
        by,
        reason: 'Not theirs',
        before: { state: 'confirmed', rule: 'manual', confidence: 'certain' },
        after: { state: 'undone' },
      },
      { act: 'confirmed', by, before: { rule: 'domain' } },
      { act: 'linked', id: 'a', after: { rule: 'domain', confidence: 'low' } },
    ]);
    expect(await store.history(ACME, 1)).toHaveLength(1);
  });

  it('never makes by itself again what was undone', async () => {
    await apply(ACME, 'a', linked);
    await apply(ACME, 'a', undone);
    expect(await apply(ACME, 'a', linked)).toBe('undone');
    expect(await holders('a')).toEqual([]);
    // A person may, and somebody else as well where nobody has it.
    expect(await apply(BETA, 'a', linked)).toBe('done');
    expect(await apply(ACME, 'a', confirmed)).toBe('held');
    await apply(BETA, 'a', undone);
    expect(await apply(ACME, 'a', confirmed)).toBe('done');
  });

  it('gives nobody what another customer has, unless it is forced', async () => {
    await apply(ACME, 'a', linked);
    expect(await apply(BETA, 'a', linked)).toBe('held');
    expect(await apply(BETA, 'a', confirmed)).toBe('held');
    expect(await holders('a')).toEqual([ACME]);
    expect(await generationOf(BETA)).toBe(0);
    expect(await apply(BETA, 'a', forced)).toBe('done');
    expect(await holders('a')).toEqual([ACME, BETA]);
    expect((await store.history(BETA, 1))[0]).toMatchObject({ act: 'forced' });
    // The one who gave it up does not get it back beside the other.
    await apply(ACME, 'a', undone);
    expect(await apply(ACME, 'a', confirmed)).toBe('held');
    expect(await apply('customer:default/c', 'a', linked)).toBe('held');
    // Where nobody has it nothing is forced.
    await apply(BETA, 'a', undone);
    await apply(BETA, 'a', forced);
    expect((await store.history(BETA, 1))[0]).toMatchObject({
      act: 'confirmed',
    });
  });

  it('keeps vendors’ ids apart that differ in case, and sources', async () => {
    await apply(ACME, 'Ab', linked);
    expect(await apply(BETA, 'aB', linked)).toBe('done');
    expect(
      await store.apply({
        customerRef: BETA,
        source: 'desk',
        account: 'Ab',
        step: linked,
        at: new Date(NOON).toISOString(),
      }),
    ).toBe('done');
    expect(await store.heldByOthers(BETA, 'billing', ['Ab', 'aB'])).toEqual(
      new Set(['Ab']),
    );
    expect(await store.linkedAmong('desk', [ACME, BETA])).toEqual(
      new Set([BETA]),
    );
  });

  it('takes no more at one source than are read', async () => {
    for (let i = 0; i < 20; i++) {
      expect(await apply(ACME, `a${i}`, confirmed)).toBe('done');
    }
    expect(await apply(ACME, 'one more', confirmed)).toBe('full');
    await apply(ACME, 'a3', undone);
    expect(await apply(ACME, 'one more', confirmed)).toBe('done');
  });

  it('is asked inside a transaction, for many at once', async () => {
    await apply(ACME, 'a', linked);
    await apply(BETA, 'b', linked);
    await apply(BETA, 'c', linked);
    await apply(BETA, 'c', undone);
    const ids = Array.from({ length: 1_200 }, (_, i) => `x${i}`);
    const found = await knex.transaction(tx =>
      index.customersOf('billing', [...ids, 'a', 'b', 'c'], tx),
    );
    expect([...found]).toEqual([
      ['a', [ACME]],
      ['b', [BETA]],
    ]);
  });

  it('lets one of many customers have an account that all are given at once', async () => {
    const other = new DatabaseLinkStore({ knex });
    const refs = Array.from({ length: 8 }, (_, i) => `customer:default/c${i}`);
    const outcomes = await Promise.all(
      refs.map((ref, i) =>
        apply(ref, 'a', i % 2 ? linked : confirmed, i % 3 ? store : other),
      ),
    );
    expect(outcomes.filter(outcome => outcome === 'done')).toHaveLength(1);
    expect(outcomes.filter(outcome => outcome === 'held')).toHaveLength(7);
    expect(await holders('a')).toHaveLength(1);
  });

  it('holds whatever is done in whatever order', async () => {
    const customers = [ACME, BETA, 'customer:default/gamma'];
    const step = fc.record({
      customer: fc.constantFrom(...customers),
      account: fc.constantFrom('a', 'b'),
      step: fc.constantFrom(linked, confirmed, forced, undone),
      // Whether it runs beside the one before.
      beside: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 14 }),
        async steps => {
          await knex('c360_links').delete();
          await knex('c360_link_history').delete();
          let running: Promise<unknown>[] = [];
          for (const { account, beside, customer, step: taken } of steps) {
            if (!beside) {
              await Promise.all(running);
              running = [];
            }
            running.push(apply(customer, account, taken));
          }
          await Promise.all(running);
          for (const account of ['a', 'b']) {
            const inForce = await holders(account);
            const everForced = new Set(
              (
                await knex('c360_link_history').where({
                  account_id: account,
                  act: 'forced',
                })
              ).map(row => row.customer_ref),
            );
            // All of them but one were put there on purpose.
            expect(
              inForce.filter(ref => !everForced.has(ref)).length,
            ).toBeLessThanOrEqual(1);
          }
          for (const customer of customers) {
            const history = (await store.history(customer, 100)).reverse();
            for (const [i, { act, id }] of history.entries()) {
              const before = history.slice(0, i).filter(it => it.id === id);
              // What was undone is never made again by itself.
              expect(
                act === 'linked' && before.some(it => it.act === 'undone'),
              ).toBe(false);
            }
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is kept for a moment, and on another instance no longer than that', async () => {
    let now = 1_000_000;
    const elapsed = () => now;
    const here = new CachedCustomerLinks({ store, elapsed });
    const there = new CachedCustomerLinks({ store, elapsed });
    const idsAt = async (links: CachedCustomerLinks) =>
      (await links.of(ACME)).map(({ account }) => account);
    expect(await idsAt(here)).toEqual([]);
    expect(await idsAt(there)).toEqual([]);
    await apply(ACME, 'a', confirmed);
    here.forget(ACME);
    expect(await idsAt(here)).toEqual(['a']);
    expect(await idsAt(there)).toEqual([]);
    now += 2_001;
    expect(await idsAt(there)).toEqual(['a']);
    await apply(ACME, 'a', undone);
    expect(await idsAt(there)).toEqual(['a']);
    now += 2_001;
    expect(await idsAt(there)).toEqual([]);
  });

  it('asks the database once, however many ask', async () => {
    const inForce = jest.fn(async () => []);
    const links = new CachedCustomerLinks({ store: { inForce } });
    await Promise.all([links.of(ACME), links.of(ACME)]);
    await links.of(ACME);
    expect(inForce).toHaveBeenCalledTimes(1);
  });

  it('guesses nothing where the database does not answer, and asks again', async () => {
    const inForce = jest.fn(async () => {
      throw new Error('secret words');
    });
    const links = new CachedCustomerLinks({ store: { inForce } });
    await expect(links.of(ACME)).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.not.stringContaining('secret'),
    });
    await expect(links.of(ACME)).rejects.toThrow();
    expect(inForce).toHaveBeenCalledTimes(2);
  });

  it('give way to annotations of others where nobody confirmed them', async () => {
    const annotated = (name: string, account: string) => ({
      ...customerEntity(name),
      metadata: {
        name,
        namespace: 'default',
        annotations: { 'customer-360/billing': `x, ${account}` },
      },
    });
    await apply(ACME, 'auto', linked);
    await apply(ACME, 'said', confirmed);
    await apply(BETA, 'own', linked);
    const visitor = new AnnotationsWin({
      store,
      clock: { now: () => NOON },
      logger: mockServices.logger.mock(),
    });
    for (let round = 0; round < 2; round++) {
      await visitor
        .begin()
        .visit([annotated('gamma', 'auto, said'), annotated('beta', 'own')]);
    }
    expect(await holders('auto')).toEqual([]);
    expect(await holders('said')).toEqual([ACME]);
    expect(await holders('own')).toEqual([BETA]);
    expect(await store.history(ACME, 100)).toMatchObject([
      { act: 'yielded', id: 'auto', after: { state: 'undone' } },
      { act: 'confirmed' },
      { act: 'linked' },
    ]);
    expect(await generationOf(ACME)).toBe(3);
    expect(await apply(ACME, 'auto', linked)).toBe('undone');
  });

  describe('orphans', () => {
    const clock = { at: NOON, now: () => clock.at };
    const orphans = () => new DatabaseOrphanAccounts({ knex, index, clock });

    it('are those that nobody has, the last seen first', async () => {
      await apply(ACME, 'mine', confirmed);
      await orphans().saw('billing', ['a', 'mine', 'b', 'a', ''], 'webhook');
      clock.at += 3_599_000;
      await orphans().saw('billing', ['b'], 'bulk');
      clock.at += 1_000;
      await orphans().saw('billing', ['a'], 'bulk');
      await orphans().saw('desk', ['z'], 'bulk');
      expect(await orphans().list('billing', 10)).toEqual([
        { id: 'a', reason: 'bulk', seenAt: '2026-09-10T13:00:00.000Z' },
        { id: 'b', reason: 'webhook', seenAt: '2026-09-10T12:00:00.000Z' },
      ]);
      await orphans().forget('billing', ['a']);
      expect(await orphans().list('billing', 10)).toHaveLength(1);
    });

    it('are given page by page, each once', async () => {
      const ids = Array.from({ length: 450 }, (_, i) => `id${i}`);
      await orphans().saw('billing', ids, 'bulk');
      const seen: string[] = [];
      let after: { seenAt: string; id: string } | undefined;
      do {
        const page = await orphans().list('billing', 100, after);
        seen.push(...page.map(({ id }) => id));
        after = page.at(-1);
      } while (after);
      expect(seen).toHaveLength(450);
      expect(new Set(seen)).toEqual(new Set(ids));
    });

    it('are forgotten when they have not been seen for 90 days', async () => {
      await orphans().saw('billing', ['old'], 'bulk');
      await orphans().saw('desk', ['old'], 'bulk');
      clock.at += 91 * 86_400_000;
      await orphans().saw('billing', ['new'], 'bulk');
      expect(await orphans().list('billing', 10)).toMatchObject([
        { id: 'new' },
      ]);
      expect(await orphans().list('desk', 10)).toHaveLength(1);
    });
  });
});
