import type {
  AccountData,
  CustomerEntity,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { CustomerAccess } from '../access/CustomerAccess';
import type { Reader } from '../access/Reader';
import type { SourceReading } from '../facets/readings';
import type { LinkResolver } from '../links/LinkResolver';
import { HierarchyFilter } from './HierarchyFilter';

function customer(name: string): CustomerEntity {
  return {
    apiVersion: 'customer-360/v1alpha1',
    kind: 'Customer',
    metadata: { name },
    spec: { owner: 'group:default/csm', lifecycle: 'active' },
  };
}

const seen = customer('seen');
const hidden = customer('hidden');

/** `1` is a customer that the reader sees, `2` one that is hidden, `3` none. */
const linked: Record<string, CustomerEntity[]> = { 1: [seen], 2: [hidden] };

function filter() {
  const access: Pick<CustomerAccess, 'filterReadable'> = {
    filterReadable: async (_reader, entities) =>
      entities.flatMap(entity =>
        entity === seen
          ? [
              {
                entity,
                entityVersion: '1',
                ref: 'customer:default/seen',
                shape: {} as never,
              },
            ]
          : [],
      ),
  };
  const links: Pick<LinkResolver, 'customersOfAll'> = {
    customersOfAll: async (_source, ids) =>
      new Map(ids.map(id => [id, linked[id] ?? []])),
  };
  return new HierarchyFilter({
    access: access as CustomerAccess,
    links: links as LinkResolver,
  });
}

const reader = { userRef: 'user:default/jonas' } as Reader;

function relative(id: string) {
  return { source: 'hubspot', id, name: `Company ${id}` };
}

function reading(data: AccountData): SourceReading {
  return {
    source: { id: 'hubspot', title: 'HubSpot' },
    candidates: [],
    accounts: [
      {
        kind: 'read',
        account: '9',
        reading: {
          data,
          fetchedAt: 0,
          freshUntil: 1,
          usableUntil: 1,
        } as never,
      },
    ],
  };
}

const bare: AccountData = {
  children: [],
  warnings: [],
  fields: [],
  records: [],
};

async function shown(data: AccountData): Promise<AccountData> {
  const hierarchy = filter();
  const readings = new Map([['account', [reading(data)]]]);
  const filtered = hierarchy.keepIn(
    readings,
    await hierarchy.shown(
      reader,
      hierarchy.relativesOf(readings.get('account')),
    ),
  );
  const account = filtered.get('account')![0].accounts[0];
  if (account.kind !== 'read') {
    throw new Error('nothing was read');
  }
  return account.reading.data as AccountData;
}

describe('HierarchyFilter', () => {
  it('should take out relatives that are customers the reader may not see', async () => {
    const data = await shown({
      ...bare,
      parent: relative('2'),
      children: ['1', '2', '3'].map(relative),
    });
    expect(data.parent).toBeUndefined();
    expect(data.children.map(({ id }) => id)).toEqual(['1', '3']);
    expect(JSON.stringify(data)).not.toContain('Company 2');
  });

  it('should keep the rest as it was', async () => {
    const data = { ...bare, name: 'Brightwater', parent: relative('1') };
    await expect(shown(data)).resolves.toEqual(data);
    await expect(shown({ ...bare, name: 'Alone' })).resolves.toEqual({
      ...bare,
      name: 'Alone',
    });
  });

  it('should show no more relatives than it looks up', async () => {
    const data = await shown({
      ...bare,
      children: Array.from({ length: 150 }, (_, at) => relative(`x${at}`)),
    });
    expect(data.children).toHaveLength(100);
  });

  it('should tell readers apart by what they are shown, and by nothing else', async () => {
    const hierarchy = filter();
    const key = async (...ids: string[]) =>
      (await hierarchy.shown(reader, ids.map(relative))).key;
    expect(await key('1', '2', '3')).toBe(await key('3', '1'));
    expect(await key('1')).not.toBe(await key('3'));
    expect(await key('2')).toBe(await key('2', '2'));
  });

  it('should leave other facets alone', async () => {
    const readings = new Map([['team', [reading(bare)]]]);
    const hierarchy = filter();
    const nobody = await hierarchy.shown(reader, []);
    expect(hierarchy.keepIn(readings, nobody)).toBe(readings);
  });
});
