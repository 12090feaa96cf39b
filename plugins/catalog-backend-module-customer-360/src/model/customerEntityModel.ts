import { createCatalogModelLayer } from '@backstage/catalog-model/alpha';
import {
  CUSTOMER_API_VERSION,
  CUSTOMER_KIND,
  customerSpecJsonSchema,
} from '@customer-360/backstage-plugin-customer-360-common';

const [group, version] = CUSTOMER_API_VERSION.split('/');

/**
 * The Customer kind as a catalog model layer.
 *
 * Adding any model layer makes the catalog validate all kinds by layers, so it
 * is for portals that chose that way. The processor stays installed beside it:
 * a layer takes relations from strings and lists of strings only, and cannot
 * see the people in `spec.team`.
 *
 * @alpha
 */
export const customerEntityModel = createCatalogModelLayer({
  layerId: 'customer-360/kind-customer',
  builder: model => {
    model.addKind({
      group,
      names: { kind: CUSTOMER_KIND, singular: 'customer', plural: 'customers' },
      description: 'An account of the company that runs the portal.',
      versions: [
        {
          name: version,
          relationFields: [
            {
              selector: { path: 'spec.owner' },
              relation: 'ownedBy',
              defaultKind: 'Group',
              defaultNamespace: 'inherit',
              allowedKinds: ['Group', 'User'],
            },
            {
              selector: { path: 'spec.parent' },
              relation: 'childOf',
              defaultKind: CUSTOMER_KIND,
              defaultNamespace: 'inherit',
              allowedKinds: [CUSTOMER_KIND],
            },
          ],
          schema: {
            jsonSchema: {
              type: 'object',
              required: ['spec'],
              properties: { spec: customerSpecJsonSchema },
            },
          },
        },
      ],
    });
  },
});
