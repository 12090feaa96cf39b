/** How much of one facet a person may see of one customer. */
export type FacetAccess =
  | {
      readonly level: 'full';
      /**
       * One sentence for each label that the person lacks and that may hide
       * something of the facet.
       */
      readonly keepers?: Readonly<Record<string, string>>;
    }
  | {
      readonly level: 'summary';
      /** The label that is missing where the tier would show all. */
      readonly lowered?: string;
      /** One sentence on who may see the rest, where a label is missing. */
      readonly whoMaySee?: string;
    }
  | {
      readonly level: 'none';
      /** The label that is missing, where it is one. */
      readonly label?: string;
      /** One sentence. */
      readonly whoMaySee: string;
    };

/**
 * All that a person's rights over one customer come to. Nothing of the person:
 * two people of the same shape are shown the same bytes.
 */
export interface AccessShape {
  /** Equal for equal shapes: what is made for one is kept under it. */
  readonly key: string;
  readonly facets: ReadonlyMap<string, FacetAccess>;
  readonly labels: ReadonlySet<string>;
  readonly mayRefresh: boolean;
}

/** Facets of which anything at all may be seen. */
export function visibleFacets(shape: AccessShape): string[] {
  return [...shape.facets]
    .filter(([, access]) => access.level !== 'none')
    .map(([id]) => id);
}
