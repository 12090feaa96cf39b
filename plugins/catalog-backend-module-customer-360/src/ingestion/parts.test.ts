import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { CustomerEntityProvider } from './CustomerEntityProvider';
import { customerName } from './customerName';
import { readIngestionConfig } from './IngestionConfig';
import { PortalIngestionNotice } from './IngestionNotice';
import { CatalogPeopleByEmail } from './PeopleByEmail';

describe('customerName', () => {
  it('is the same for ever', () => {
    // Pages, grants and the ledger go by it: another name is another customer.
    expect(customerName('hubspot', '1001')).toBe('cus-53nw3gvyj2kolwdk');
    expect(customerName('hubspot', '1001')).toMatch(/^cus-[a-z2-7]{16}$/);
  });

  it('is another one for another account or source', () => {
    const names = ['1', '2', '11'].flatMap(id =>
      ['a', 'a1', 'b'].map(source => customerName(source, id)),
    );
    expect(new Set(names).size).toBe(9);
  });
});

it('keeps the name of the provider, by which the catalog knows the customers', () => {
  const provider = new CustomerEntityProvider(async () => undefined);
  expect(provider.getProviderName()).toBe('customer-360-customers');
});

describe('readIngestionConfig', () => {
  const read = (ingestion?: object) =>
    readIngestionConfig(
      new ConfigReader({ customer360: ingestion ? { ingestion } : {} }),
    );
  const owner = { fallback: 'group:default/accounts' };
  const sources = [{ source: 'hubspot' }];

  it('ingests nothing where no source is named', () => {
    expect(read()).toBeUndefined();
    expect(read({ notify: ['group:default/platform'] })).toBeUndefined();
  });

  it('has defaults', () => {
    expect(read({ sources, owner })).toEqual({
      sources: [
        { source: 'hubspot', annotations: false, lifecycles: undefined },
      ],
      everyMs: 12 * 60 * 60_000,
      changesEveryMs: 60_000,
      maxRemovedPercent: 20,
      owner: { fallback: 'group:default/accounts', byRole: undefined },
    });
  });

  it.each([
    [{ sources }, /owner/],
    [{ sources: [...sources, ...sources], owner }, /twice/],
    [{ sources: [{ source: 'Hub Spot' }], owner }, /no source id/],
    [
      { sources: [{ source: 'a', filter: { lifecycle: ['x'] } }], owner },
      /takes prospect/,
    ],
    [{ sources, owner: { fallback: 'user:default/mara' } }, /group/],
    [{ sources, owner, every: { seconds: 1 } }, /every must be/],
    [{ sources, owner, changesEvery: { seconds: 1 } }, /changesEvery must/],
    [{ sources, owner, guards: { maxRemovedPercent: 101 } }, /0 to 100/],
  ])('refuses %j', (wrong, message) => {
    expect(() => read(wrong)).toThrow(message);
  });
});

describe('CatalogPeopleByEmail', () => {
  const user = (name: string, email?: string) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name },
    spec: { profile: email === undefined ? {} : { email } },
  });

  function start(entities: ReturnType<typeof user>[]) {
    const clock = { ms: 0 };
    const catalog = { current: catalogServiceMock({ entities }), reads: 0 };
    const people = new CatalogPeopleByEmail({
      catalog: {
        streamEntities: (...args) => {
          catalog.reads += 1;
          return catalog.current.streamEntities(...args);
        },
      },
      auth: mockServices.auth(),
      now: () => clock.ms,
    });
    return { catalog, clock, people };
  }

  it('finds a user by the address, whatever its case, and nobody where two have it', async () => {
    const { people } = start([
      user('mara', 'Mara@demo.example'),
      user('one', 'team@demo.example'),
      user('two', 'team@demo.example'),
      user('none'),
    ]);
    await people.refresh();
    expect(people.refOf('mara@DEMO.example')).toBe('user:default/mara');
    expect(people.refOf('team@demo.example')).toBeUndefined();
  });

  it('reads them again after ten minutes, and tells when they are others', async () => {
    const { catalog, clock, people } = start([user('a', 'a@demo.example')]);
    const first = await people.refresh();
    catalog.current = catalogServiceMock({
      entities: [user('b', 'a@demo.example')],
    });
    clock.ms = 599_000;
    expect(await people.refresh()).toBe(first);
    expect(catalog.reads).toBe(1);
    clock.ms = 600_000;
    expect(await people.refresh()).not.toBe(first);
    expect(people.refOf('a@demo.example')).toBe('user:default/b');
  });

  it('knows nobody rather than everybody gone', async () => {
    const { people } = start([user('none')]);
    await expect(people.refresh()).rejects.toThrow(/stay as they are/);
  });
});

it('tells who is named, and nobody where nobody is', async () => {
  const notifications = { send: jest.fn() };
  const told = (recipients: string[]) =>
    new PortalIngestionNotice({ notifications, recipients }).refused(
      'crm',
      'x',
    );
  await told([]);
  expect(notifications.send).not.toHaveBeenCalled();
  await told(['group:default/platform']);
  expect(notifications.send).toHaveBeenCalledTimes(1);
});
