import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { readFileSync } from 'node:fs';

/** Tells this code from an older or newer one that made the same page. */
export const release: string = JSON.parse(
  readFileSync(
    resolvePackagePath(
      '@customer-360/backstage-plugin-customer-360-backend',
      'package.json',
    ),
    'utf8',
  ),
).version;
