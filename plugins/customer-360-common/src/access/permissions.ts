import {
  createPermission,
  type BasicPermission,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import { SECTIONS, type SectionId } from '../facets/sections';
import { LABELS, type Label } from './labels';

/**
 * The catalog's own resource type: one ownership rule governs catalog, search,
 * lists and sections alike.
 *
 * @public
 */
export const CUSTOMER_RESOURCE_TYPE = 'catalog-entity';

/** @public */
export type CustomerPermission = ResourcePermission<
  typeof CUSTOMER_RESOURCE_TYPE
>;

function readPermission(name: string): CustomerPermission {
  return createPermission({
    name,
    attributes: { action: 'read' },
    resourceType: CUSTOMER_RESOURCE_TYPE,
  });
}

function updatePermission(name: string): CustomerPermission {
  return createPermission({
    name,
    attributes: { action: 'update' },
    resourceType: CUSTOMER_RESOURCE_TYPE,
  });
}

/** The summary projection of a section. @public */
export function sectionSummaryPermission(section: SectionId) {
  return readPermission(`customer360.${section}.summary.read`);
}

/** The whole of a section, less what needs a label. @public */
export function sectionFullPermission(section: SectionId) {
  return readPermission(`customer360.${section}.full.read`);
}

/** What carries the label, known to this project or added by config. @public */
export function labelPermission(label: Label) {
  return readPermission(`customer360.label.${label}.read`);
}

/** Read chosen facets again now. @public */
export const refreshPermission = updatePermission('customer360.refresh');

/** @public */
export const creditApplyPermission = updatePermission(
  'customer360.credit.apply',
);

/** @public */
export const trialExtendPermission = updatePermission(
  'customer360.trial.extend',
);

/** To use Customer 360 at all. @public */
export const accessPermission: BasicPermission = createPermission({
  name: 'customer360.access',
  attributes: { action: 'read' },
});

/** @public */
export const actionsApprovePermission: BasicPermission = createPermission({
  name: 'customer360.actions.approve',
  attributes: { action: 'update' },
});

/** @public */
export const exportPermission: BasicPermission = createPermission({
  name: 'customer360.export',
  attributes: { action: 'read' },
});

/** @public */
export const ledgerReadPermission: BasicPermission = createPermission({
  name: 'customer360.ledger.read',
  attributes: { action: 'read' },
});

/** @public */
export const grantsManagePermission: BasicPermission = createPermission({
  name: 'customer360.grants.manage',
  attributes: { action: 'update' },
});

/**
 * To open one customer without asking, in an emergency.
 *
 * @public
 */
export const breakGlassPermission: BasicPermission = createPermission({
  name: 'customer360.break-glass',
  attributes: { action: 'update' },
});

/** @public */
export const sourcesReadPermission: BasicPermission = createPermission({
  name: 'customer360.sources.read',
  attributes: { action: 'read' },
});

/**
 * To say which accounts at the sources are a customer's.
 *
 * @public
 */
export const linksManagePermission: BasicPermission = createPermission({
  name: 'customer360.links.manage',
  attributes: { action: 'update' },
});

/**
 * How the page is used, in counts that name nobody.
 *
 * @public
 */
export const usageReadPermission: BasicPermission = createPermission({
  name: 'customer360.usage.read',
  attributes: { action: 'read' },
});

/**
 * To have all that was observed of a customer forgotten.
 *
 * @public
 */
export const observationsErasePermission: BasicPermission = createPermission({
  name: 'customer360.observations.erase',
  attributes: { action: 'delete' },
});

/**
 * Nobody is ever granted this one. Where it is allowed the policy allows all,
 * and then labels, actions, grants and the ledger stay shut.
 *
 * @public
 */
export const nobodyPermission = readPermission('customer360.nobody');

/** Permissions that are decided per customer. @public */
export function customerPermissions(
  labels: readonly string[] = LABELS,
): CustomerPermission[] {
  return [
    ...SECTIONS.flatMap(section => [
      sectionSummaryPermission(section),
      sectionFullPermission(section),
    ]),
    ...labels.map(labelPermission),
    refreshPermission,
    creditApplyPermission,
    trialExtendPermission,
    nobodyPermission,
  ];
}

/** Permissions that are decided once per person. @public */
export const basicPermissions: readonly BasicPermission[] = [
  accessPermission,
  actionsApprovePermission,
  exportPermission,
  ledgerReadPermission,
  grantsManagePermission,
  breakGlassPermission,
  sourcesReadPermission,
  linksManagePermission,
  usageReadPermission,
  observationsErasePermission,
];
