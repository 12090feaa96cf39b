import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { CatalogPortalPeople } from './CatalogPortalPeople';

describe('CatalogPortalPeople', () => {
  it('finds all whom the catalog knows, however many are asked for', async () => {
    const names = Array.from({ length: 501 }, (_, at) => `p${at}`);
    const catalog = catalogServiceMock({
      entities: names.map(name => ({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'User',
        metadata: { name, namespace: 'default', title: `Name of ${name}` },
        relations: [{ type: 'memberOf', targetRef: 'group:default/support' }],
      })),
    });
    const people = new CatalogPortalPeople({
      catalog,
      auth: mockServices.auth(),
    });
    const found = await people.findAll([
      'user:default/nobody',
      ...names.map(name => `user:default/${name}`),
    ]);
    expect(found).toHaveLength(501);
    expect(found.at(-1)).toEqual({
      userRef: 'user:default/p500',
      name: 'Name of p500',
      ownershipRefs: ['user:default/p500', 'group:default/support'],
    });
    expect(await people.findAll([])).toEqual([]);
  });
});
