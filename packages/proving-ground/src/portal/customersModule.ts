import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import {
  catalogProcessingExtensionPoint,
  type EntityProvider,
} from '@backstage/plugin-catalog-node';
import type { CatalogChanges } from './CatalogChanges';
import type { PortalOptions } from './PortalOptions';

const NAME = 'proving-ground';
/** Linked everywhere, however many sources this portal has: others may have more. */
const MAX_SOURCES = 40;

/** Brings people, their groups and the customers into the catalog. */
export function customersModule(
  options: PortalOptions,
  changes: CatalogChanges,
) {
  return createBackendModule({
    pluginId: 'catalog',
    moduleId: 'proving-ground-customers',
    register(env) {
      env.registerInit({
        deps: { processing: catalogProcessingExtensionPoint },
        async init({ processing }) {
          processing.addEntityProvider(provider(options, changes));
        },
      });
    },
  });
}

function provider(
  options: PortalOptions,
  changes: CatalogChanges,
): EntityProvider {
  return {
    getProviderName: () => NAME,
    connect: async connection => {
      if (options.ingest) {
        const stock = entities(options).map(withLocation);
        await connection.applyMutation({
          type: 'full',
          entities: stock.map(entity => ({ entity, locationKey: NAME })),
        });
        changes.stocked({
          connection,
          locationKey: NAME,
          entities: new Map(
            stock.map(entity => [
              `${entity.kind}/${entity.metadata.name}`.toLocaleLowerCase(
                'en-US',
              ),
              entity,
            ]),
          ),
        });
      }
    },
  };
}

function entities(options: PortalOptions): Entity[] {
  const { customers, people } = options;
  const accounts = [
    ...range(customers).map(at => ({ name: `c${at}`, account: `a${at}` })),
    ...options.namedCustomers,
  ];
  return [
    ...['agents', 'readers', 'specialists', 'outsiders'].map(name => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Group',
      metadata: { name },
      spec: { type: 'team', children: [] },
    })),
    ...range(people).map(at => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'User',
      metadata: { name: `p${at}` },
      spec: { memberOf: [at % 2 === 0 ? 'agents' : 'readers'] },
    })),
    ...['specialist', 'outsider'].map(name => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'User',
      metadata: { name },
      spec: { memberOf: [`${name}s`] },
    })),
    ...accounts.map(({ name, account }, at) => ({
      apiVersion: 'customer-360/v1alpha1',
      kind: 'Customer',
      metadata: {
        name,
        title: `Customer ${at}`,
        annotations: {
          'customer-360/domain': `c${at}.example`,
          ...Object.fromEntries(
            range(MAX_SOURCES).map(source => [
              `customer-360/s${source}`,
              account,
            ]),
          ),
        },
      },
      spec: {
        owner: `user:default/p${people > 0 ? at % people : 0}`,
        segment: options.segments[at % options.segments.length],
        lifecycle: 'active',
      },
    })),
  ];
}

function withLocation(entity: Entity): Entity {
  const location = `url:https://proving-ground.example/${entity.metadata.name}`;
  return {
    ...entity,
    metadata: {
      ...entity.metadata,
      annotations: {
        ...entity.metadata.annotations,
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
      },
    },
  };
}

function range(length: number): number[] {
  return Array.from({ length }, (_, at) => at);
}
