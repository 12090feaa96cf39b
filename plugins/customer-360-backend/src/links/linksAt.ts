import {
  linkConfidence,
  linkedIds,
  type AccountLink,
  type CustomerEntity,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { StoredLink } from './LinkStore';

/** All links of a customer at one source, those of the entity first. */
export function linksAt(
  source: string,
  entity: CustomerEntity,
  stored: readonly StoredLink[],
): AccountLink[] {
  const written = linkedIds(entity, source);
  return [
    ...written.map(
      (id): AccountLink => ({
        id,
        rule: 'annotation',
        confidence: linkConfidence('annotation'),
      }),
    ),
    ...stored
      .filter(link => link.source === source && !written.includes(link.account))
      .map(
        ({ account, at, by, confidence, reason, rule }): AccountLink => ({
          id: account,
          rule,
          confidence,
          since: at,
          ...(by !== undefined && { by }),
          ...(reason !== undefined && { reason }),
        }),
      ),
  ];
}
