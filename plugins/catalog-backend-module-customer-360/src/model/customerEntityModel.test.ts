import {
  compileCatalogModel,
  defaultCatalogEntityModel,
} from '@backstage/catalog-model/alpha';
import { customerSpecJsonSchema } from '@customer-360/backstage-plugin-customer-360-common';
import { customerEntityModel } from './customerEntityModel';

describe('customerEntityModel', () => {
  const model = compileCatalogModel([
    defaultCatalogEntityModel,
    customerEntityModel,
  ]);

  it('should offer the schema of the processor as a layer', () => {
    const kind = model.getKind({
      kind: 'Customer',
      apiVersion: 'customer-360/v1alpha1',
    });
    expect(kind?.jsonSchema).toMatchObject({
      properties: { spec: customerSpecJsonSchema },
    });
  });

  it('should relate owner and parent', () => {
    const kind = model.getKind({
      kind: 'Customer',
      apiVersion: 'customer-360/v1alpha1',
    });
    expect(
      kind?.relationFields.map(({ path, relation }) => [path, relation]),
    ).toEqual([
      ['spec.owner', 'ownedBy'],
      ['spec.parent', 'childOf'],
    ]);
  });
});
