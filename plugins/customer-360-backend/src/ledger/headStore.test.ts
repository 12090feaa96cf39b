import {
  createBackendModule,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import {
  customer360LedgerExtensionPoint,
  type LedgerHead,
  type LedgerHeadStore,
} from '@customer-360/backstage-plugin-customer-360-node';
import request from 'supertest';
import { customerEntity } from '../__testUtils__/customers';
import { everything } from '../__testUtils__/fakePolicy';
import {
  BASE,
  portalOf,
  startCustomer360,
  viewPath,
} from '../__testUtils__/startCustomer360';
import { BoundedHeadStore } from './chain/BoundedHeadStore';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const ada = mockCredentials.user.header('user:default/ada');

/** As a company would ship them to a bucket. */
class Bucket implements LedgerHeadStore {
  readonly objects: LedgerHead[] = [];
  reachable = true;

  async add(heads: readonly LedgerHead[]) {
    this.objects.push(...heads);
  }

  async latest() {
    if (!this.reachable) {
      throw new Error('https://bucket.example/secret: 403');
    }
    const sorted = [...this.objects].sort((a, b) => a.seq - b.seq);
    return new Map(sorted.map(head => [head.chain, head]));
  }
}

const keptIn = (store: LedgerHeadStore, moduleId = 'bucket'): BackendFeature =>
  createBackendModule({
    pluginId: 'customer-360',
    moduleId,
    register(env) {
      env.registerInit({
        deps: { ledger: customer360LedgerExtensionPoint },
        async init({ ledger }) {
          ledger.setHeadStore(store);
        },
      });
    },
  });

describe('a place for the ends of the ledger that a module brings', () => {
  it('is given where each chain ends, and finds what was cut off', async () => {
    const bucket = new Bucket();
    const setup = {
      customers: [customerEntity('acme')],
      policy: everything,
      knex: await databases.init('SQLITE_3'),
      features: [keptIn(bucket)],
    };
    const first = await startTestBackend(portalOf(setup));
    await request(first.server).get(viewPath('acme')).set('authorization', ada);
    await request(first.server).get(viewPath('acme')).set('authorization', ada);
    await first.stop();

    // What is sealed stands in the registry, and that was exported.
    expect(bucket.objects).toContainEqual(
      expect.objectContaining({ chain: 'registry', seq: 2 }),
    );
    const [{ chain }] = await setup.knex('c360_ledger').limit(1);

    const { agent } = await startCustomer360(setup);
    const verify = () =>
      agent.get(`${BASE}/ledger/verify`).set('authorization', ada);
    expect((await verify()).body).toMatchObject({ ok: true });

    await setup.knex.raw('drop trigger c360_ledger_delete');
    await setup.knex('c360_ledger').where({ chain, seq: 3 }).delete();
    expect((await verify()).body.findings).toEqual([
      { chain, seq: 3, problem: 'cut_off' },
    ]);

    bucket.reachable = false;
    const { body, status, text } = await verify();
    expect(status).toBe(503);
    expect(body.error.message).toContain('exported ends of the ledger');
    expect(text).not.toContain('bucket.example');
  });

  it('is one place', async () => {
    await expect(
      startCustomer360({
        policy: everything,
        features: [keptIn(new Bucket()), keptIn(new Bucket(), 'another')],
      }),
    ).rejects.toThrow('keep one of them');
    await expect(
      startCustomer360({
        policy: everything,
        customer360: { ledger: { heads: { file: '/tmp/heads.jsonl' } } },
        features: [keptIn(new Bucket())],
      }),
    ).rejects.toThrow('keep one of the two');
  });
});

describe('BoundedHeadStore', () => {
  it('waits for no place that hangs', async () => {
    const store = new BoundedHeadStore({
      store: {
        add: () => new Promise(() => {}),
        latest: () => new Promise(() => {}),
      },
      addMs: 10,
      readMs: 10,
    });
    await expect(store.add([])).rejects.toThrow('in time');
    await expect(store.latest()).rejects.toThrow('in time');
  });
});
