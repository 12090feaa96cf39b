import { SCOPES } from '@customer-360/backstage-plugin-customer-360-common';
import type { Preview } from '../customers/CustomerPages';

/** The role in whose eyes something is asked for. The contract has checked both. */
export function previewOf(query: {
  readonly as?: unknown;
  readonly scope?: unknown;
}): Preview | undefined {
  const { as, scope = 'own' } = query;
  return typeof as === 'string'
    ? { role: as, scope: SCOPES.find(it => it === scope) ?? 'own' }
    : undefined;
}
