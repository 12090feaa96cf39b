import { accessPaths } from './accessPaths';
import { customerPaths } from './customerPaths';
import { grantPaths } from './grantPaths';
import { ingestionPaths } from './ingestionPaths';
import { ledgerPaths } from './ledgerPaths';
import { linkPaths } from './linkPaths';
import { lookupPaths } from './lookupPaths';
import { savedViewPaths } from './savedViewPaths';
import { portfolioPaths } from './portfolioPaths';
import { observationPaths } from './observationPaths';
import { schemas } from './schemas';
import { sourcePaths } from './sourcePaths';
import { webhookPaths } from './webhookPaths';

/** The contract of the service; the router is made from it. */
export const spec = {
  openapi: '3.1.0',
  info: {
    title: 'Customer 360',
    version: '1',
    description:
      'The state of one customer across all systems, as the reader may see it.',
    license: {
      name: 'Apache-2.0',
      url: 'https://www.apache.org/licenses/LICENSE-2.0.html',
    },
  },
  servers: [{ url: '/' }],
  components: {
    schemas,
    securitySchemes: {
      JWT: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
    },
  },
  paths: {
    ...customerPaths,
    ...accessPaths,
    ...lookupPaths,
    ...portfolioPaths,
    ...savedViewPaths,
    ...grantPaths,
    ...ledgerPaths,
    ...linkPaths,
    ...observationPaths,
    ...sourcePaths,
    ...webhookPaths,
    ...ingestionPaths,
  },
} as const;
