import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import type { ResourcePermission } from '@backstage/plugin-permission-common';
import {
  labelPermission,
  nobodyPermission,
  refreshPermission,
  sectionFullPermission,
  sectionSummaryPermission,
  type FacetDefinition,
} from '@customer-360/backstage-plugin-customer-360-common';

/**
 * What has to be known of a person before a page can be shown, and nothing more:
 * each permission is a question to the policy, and they are most of what a first
 * view costs.
 */
export function viewPermissions(
  definitions: readonly FacetDefinition[],
  labels: readonly string[],
): ResourcePermission[] {
  const sections = new Set(definitions.map(({ section }) => section));
  return [
    catalogEntityReadPermission,
    ...[...sections].flatMap(section => [
      sectionSummaryPermission(section),
      sectionFullPermission(section),
    ]),
    ...labels.map(labelPermission),
    refreshPermission,
    nobodyPermission,
  ];
}
