import { nameParameter, namespaceParameter } from './parameters';
import { errorResponses } from './responses';

export const observationPaths = {
  '/v1/customers/{namespace}/{name}/observations': {
    delete: {
      operationId: 'EraseCustomerObservations',
      description:
        'Forgets all that was observed of a customer, of one that has left the catalog too. What is observed later is kept again. Needs `customer360.observations.erase`.',
      parameters: [namespaceParameter, nameParameter],
      responses: {
        ...errorResponses,
        204: { description: 'Nothing is kept; how much it was is on record.' },
      },
    },
  },
} as const;
