import {
  labelPermission,
  sectionFullPermission,
  sectionSummaryPermission,
  type AccessReason,
  type CustomerAccessView,
  type FacetDefinition,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { ReadableCustomer } from '../access/CustomerAccess';
import type { FacetAccess } from '../access/AccessShape';
import { shownBy } from './shownBy';

/** One's own access to a customer, in words. Pure. */
export function explainAccess(
  { entity, ref, shape }: ReadableCustomer,
  definitions: readonly FacetDefinition[],
  labels: readonly string[],
  reasons: readonly AccessReason[],
): CustomerAccessView {
  return {
    customer: { ref, title: entity.metadata.title ?? entity.metadata.name },
    facets: definitions.flatMap(definition => {
      const { id, section } = definition;
      const access = shape.facets.get(id);
      return access
        ? [
            {
              facet: id,
              section,
              level: access.level,
              ...labelOf(access),
              reason: reasonOf(access, definition, reasons),
            },
          ]
        : [];
    }),
    labels: labels.map(label => ({ label, held: shape.labels.has(label) })),
    mayRefresh: shape.mayRefresh,
    reasons,
  };
}

function labelOf(access: FacetAccess): { label?: string } {
  const label =
    access.level === 'summary' ? access.lowered : missingLabel(access);
  return label === undefined ? {} : { label };
}

function missingLabel(access: FacetAccess): string | undefined {
  return access.level === 'none' ? access.label : undefined;
}

function reasonOf(
  access: FacetAccess,
  { label, section }: FacetDefinition,
  reasons: readonly AccessReason[],
): string {
  switch (access.level) {
    case 'full':
      return shownBy(
        `all of ${section}`,
        [
          sectionFullPermission(section).name,
          ...(label === undefined ? [] : [labelPermission(label).name]),
        ],
        reasons,
      );
    case 'summary':
      return access.lowered === undefined
        ? shownBy(
            `the summary of ${section}`,
            [sectionSummaryPermission(section).name],
            reasons,
          )
        : sentences(
            `The rest needs the label "${access.lowered}", which you do not hold for this customer`,
            access.whoMaySee,
          );
    default:
      return access.label === undefined
        ? sentences(
            `You see nothing of ${section} for this customer`,
            access.whoMaySee,
          )
        : sentences(
            `This needs the label "${access.label}", which you do not hold for this customer`,
            access.whoMaySee,
          );
  }
}

function sentences(...said: Array<string | undefined>): string {
  return said.flatMap(it => (it ? `${it}.` : [])).join(' ');
}
