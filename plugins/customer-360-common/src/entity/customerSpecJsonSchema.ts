import { CUSTOMER_LIFECYCLES } from './CustomerEntity';

/**
 * The `spec` of a Customer as JSON schema: one text for the processor and for
 * the model layer.
 *
 * @public
 */
export const customerSpecJsonSchema = {
  type: 'object',
  required: ['owner', 'lifecycle'],
  additionalProperties: false,
  properties: {
    owner: {
      type: 'string',
      description: 'Ref of the group or user that owns the account.',
      minLength: 1,
    },
    team: {
      type: 'array',
      maxItems: 50,
      items: {
        type: 'object',
        required: ['role', 'ref'],
        additionalProperties: false,
        properties: {
          role: {
            type: 'string',
            description: 'What they do for the account.',
            pattern: '^[a-z][a-z0-9-]{0,62}$',
          },
          ref: {
            type: 'string',
            description: 'Ref of the person.',
            minLength: 1,
          },
        },
      },
    },
    segment: { type: 'string', minLength: 1, maxLength: 63 },
    lifecycle: { type: 'string', enum: [...CUSTOMER_LIFECYCLES] },
    parent: {
      type: 'string',
      description: 'Ref of the parent account.',
      minLength: 1,
    },
  },
};
