import {
  CUSTOMER_API_VERSION,
  CUSTOMER_KIND,
  customerSpecJsonSchema,
} from '@customer-360/backstage-plugin-customer-360-common';

/** A whole Customer as JSON schema, for the processor. */
export const customerEntityJsonSchema = {
  $schema: 'http://json-schema.org/draft-07/schema',
  $id: 'CustomerV1alpha1',
  description: 'An account of the company that runs the portal.',
  allOf: [
    { $ref: 'Entity' },
    {
      type: 'object',
      required: ['spec'],
      properties: {
        apiVersion: { enum: [CUSTOMER_API_VERSION] },
        kind: { enum: [CUSTOMER_KIND] },
        spec: customerSpecJsonSchema,
      },
    },
  ],
};
