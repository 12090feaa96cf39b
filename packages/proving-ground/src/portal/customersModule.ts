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
import { entitiesOf } from './entitiesOf';
import type { PortalOptions } from './PortalOptions';

const NAME = 'proving-ground';

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
        const stock = entitiesOf(options).map(withLocation);
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
