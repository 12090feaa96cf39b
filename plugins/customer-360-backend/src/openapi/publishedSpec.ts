import type { FacetDefinition } from '@customer-360/backstage-plugin-customer-360-common';
import { z } from 'zod';
import { spec } from './spec';

/**
 * The contract as it is served: where the service is, and what the data of each
 * facet of this installation is, from the very schemas that check it.
 */
export function publishedSpec(
  baseUrl: string,
  definitions: readonly FacetDefinition[],
) {
  const data = Object.fromEntries(
    definitions.map(definition => [
      `${definition.id[0].toUpperCase()}${definition.id.slice(1)}Data`,
      {
        ...z.toJSONSchema(definition.schema, { unrepresentable: 'any' }),
        $schema: undefined,
        description: `Data of the facet \`${definition.id}\`.`,
      },
    ]),
  );
  return {
    ...spec,
    servers: [{ url: baseUrl }],
    components: {
      ...spec.components,
      schemas: { ...spec.components.schemas, ...data },
    },
  };
}
