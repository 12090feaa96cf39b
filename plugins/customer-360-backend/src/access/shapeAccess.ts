import {
  labelPermission,
  refreshPermission,
  sectionFullPermission,
  sectionSummaryPermission,
  type FacetDefinition,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { FacetAccess, AccessShape } from './AccessShape';

/** A shape before it is said in words who may see what is denied. */
export interface RawAccessShape extends Omit<AccessShape, 'facets' | 'key'> {
  readonly facets: ReadonlyMap<
    string,
    | Exclude<FacetAccess, { level: 'none' }>
    | {
        readonly level: 'none';
        readonly label?: string;
        /** The least that would show any of it. */
        readonly needs: 'summary' | 'full';
      }
  >;
}

/**
 * From the names of the permissions that hold for one customer to what may be
 * seen of each facet. Pure.
 */
export function shapeAccess(options: {
  allowed: ReadonlySet<string>;
  definitions: readonly FacetDefinition[];
  /** Those that may open at all. */
  labels: readonly string[];
}): RawAccessShape {
  const { allowed, definitions } = options;
  const labels = new Set(
    options.labels.filter(label => allowed.has(labelPermission(label).name)),
  );
  return {
    facets: new Map(
      definitions.map(definition => [
        definition.id,
        shapeFacet(definition, allowed, labels),
      ]),
    ),
    labels,
    mayRefresh: allowed.has(refreshPermission.name),
  };
}

function shapeFacet(
  definition: FacetDefinition,
  allowed: ReadonlySet<string>,
  labels: ReadonlySet<string>,
) {
  const { section, label, summarize } = definition;
  const full = allowed.has(sectionFullPermission(section).name);
  const summary = full || allowed.has(sectionSummaryPermission(section).name);
  const missing = label !== undefined && !labels.has(label) ? label : undefined;
  if (full && missing === undefined) {
    return { level: 'full' as const };
  }
  if (summary && summarize !== undefined) {
    return {
      level: 'summary' as const,
      ...(full && missing !== undefined && { lowered: missing }),
    };
  }
  return {
    level: 'none' as const,
    needs: summarize ? ('summary' as const) : ('full' as const),
    ...(missing !== undefined && { label: missing }),
  };
}
