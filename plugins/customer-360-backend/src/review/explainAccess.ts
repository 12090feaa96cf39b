import type {
  CustomerAccessView,
  FacetDefinition,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { ReadableCustomer } from '../access/CustomerAccess';
import type { FacetAccess } from '../access/AccessShape';

/** One's own access to a customer, in words. Pure. */
export function explainAccess(
  { entity, ref, shape }: ReadableCustomer,
  definitions: readonly FacetDefinition[],
  labels: readonly string[],
): Omit<CustomerAccessView, 'reasons'> {
  return {
    customer: { ref, title: entity.metadata.title ?? entity.metadata.name },
    facets: definitions.flatMap(({ id, section }) => {
      const access = shape.facets.get(id);
      return access
        ? [
            {
              facet: id,
              section,
              level: access.level,
              ...labelOf(access),
              reason: reason(access, section),
            },
          ]
        : [];
    }),
    labels: labels.map(label => ({ label, held: shape.labels.has(label) })),
    mayRefresh: shape.mayRefresh,
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

function reason(access: FacetAccess, section: string): string {
  switch (access.level) {
    case 'full':
      return `Your role sees all of ${section} for this customer.`;
    case 'summary':
      return access.lowered === undefined
        ? `Your role sees the summary of ${section} for this customer.`
        : `The rest needs the label "${access.lowered}", which you do not hold for this customer.`;
    default:
      return access.label === undefined
        ? `Your role sees nothing of ${section} for this customer. ${access.whoMaySee}.`
        : `This needs the label "${access.label}", which you do not hold for this customer. ${access.whoMaySee}.`;
  }
}
