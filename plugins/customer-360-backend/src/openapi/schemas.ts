import { accessSchemas } from './accessSchemas';
import { answerSchemas } from './answerSchemas';
import { customerSchemas } from './customerSchemas';
import { facetSchemas } from './facetSchemas';
import { grantSchemas } from './grantSchemas';
import { findingSchemas } from './signalSchemas';
import { ingestionSchemas } from './ingestionSchemas';
import { ledgerSchemas } from './ledgerSchemas';
import { linkSchemas } from './linkSchemas';
import { lookupSchemas } from './lookupSchemas';
import { portfolioSchemas } from './portfolioSchemas';
import { savedViewSchemas } from './savedViewSchemas';
import { sourceSchemas } from './sourceSchemas';

export const schemas = {
  Error: {
    type: 'object',
    required: ['error', 'response'],
    properties: {
      error: {
        type: 'object',
        required: ['name', 'message'],
        properties: {
          name: { type: 'string' },
          message: { type: 'string' },
        },
      },
      response: {
        type: 'object',
        required: ['statusCode'],
        properties: { statusCode: { type: 'integer' } },
      },
    },
  },
  ...facetSchemas,
  ...answerSchemas,
  ...findingSchemas,
  ...customerSchemas,
  ...accessSchemas,
  ...lookupSchemas,
  ...portfolioSchemas,
  ...savedViewSchemas,
  ...linkSchemas,
  ...grantSchemas,
  ...ledgerSchemas,
  ...sourceSchemas,
  ...ingestionSchemas,
} as const;
