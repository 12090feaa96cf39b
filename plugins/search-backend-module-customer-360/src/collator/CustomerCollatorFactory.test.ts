import type { Entity } from '@backstage/catalog-model';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { mockServices } from '@backstage/backend-test-utils';
import { CustomerCollatorFactory } from './CustomerCollatorFactory';

function entity(name: string, rest: Partial<Entity> = {}): Entity {
  return {
    apiVersion: 'customer-360/v1alpha1',
    kind: 'Customer',
    metadata: { name, title: `Title of ${name}` },
    spec: { owner: 'group:default/csm', lifecycle: 'active' },
    ...rest,
  };
}

async function collate(entities: Entity[]) {
  const factory = new CustomerCollatorFactory({
    catalog: catalogServiceMock({ entities }),
    auth: mockServices.auth(),
  });
  const documents = [];
  for await (const document of await factory.getCollator()) {
    documents.push(document);
  }
  return documents;
}

describe('CustomerCollatorFactory', () => {
  it('should find a customer by name, domain and vendor id, and hold nothing else', async () => {
    const documents = await collate([
      entity('cus-1', {
        metadata: {
          name: 'cus-1',
          title: 'Brightwater Logistics',
          description: 'They mentioned moving to a rival',
          annotations: {
            'customer-360/domain': 'Brightwater.example',
            'customer-360/stripe': 'cus_A, cus_B',
            'customer-360/zendesk': '42',
          },
        },
      }),
    ]);
    expect(documents).toEqual([
      {
        title: 'Brightwater Logistics',
        text: 'Brightwater Logistics brightwater.example cus-1 cus_A cus_B 42',
        location: '/catalog/default/customer/cus-1',
        namespace: 'default',
        name: 'cus-1',
        domain: 'brightwater.example',
        segment: '',
        lifecycle: 'active',
        owner: 'group:default/csm',
        authorization: { resourceRef: 'customer:default/cus-1' },
      },
    ]);
  });

  it('should guard every document with the catalog permission on its entity', async () => {
    const factory = new CustomerCollatorFactory({
      catalog: catalogServiceMock({ entities: [] }),
      auth: mockServices.auth(),
    });
    expect(factory.visibilityPermission).toBe(catalogEntityReadPermission);
    for (const document of await collate([entity('a'), entity('b')])) {
      expect(document.authorization.resourceRef).toBe(
        `customer:default/${document.name}`,
      );
    }
  });

  it('should read all pages and customers only', async () => {
    const many = Array.from({ length: 1203 }, (_, at) => entity(`cus-${at}`));
    const other: Entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'x' },
    };
    const documents = await collate([...many, other]);
    expect(new Set(documents.map(({ name }) => name)).size).toBe(1203);
  });
});
