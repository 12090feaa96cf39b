/**
 * The portal's answers as these tests read them: written down once more, so
 * that a change of the wire format is noticed here.
 */
export interface ShownView {
  readonly answers: {
    readonly pays: { readonly overdue?: { readonly count: number } };
    readonly threads: {
      readonly open?: number;
      readonly total?: number;
      readonly missing: ReadonlyArray<{
        readonly facet: string;
        readonly state: string;
      }>;
    };
  };
  readonly sections: Readonly<
    Record<string, { readonly facets: Readonly<Record<string, ShownFacet>> }>
  >;
}

export interface ShownFacet {
  readonly level: string;
  readonly state: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly sources: readonly ShownSource[];
}

export interface ShownSource {
  readonly id: string;
  readonly state: string;
  readonly reason?: string;
  readonly truncated?: boolean;
}

/** One row of a facet's list. */
export interface ShownRecord {
  readonly source: string;
  readonly id: string;
  readonly name?: string;
  readonly email?: string;
  readonly number?: string;
}

export interface ShownPage {
  readonly view: ShownFacet;
  readonly nextCursor?: string;
}

export interface ShownLookup {
  readonly customers: ReadonlyArray<{ readonly title: string }>;
  readonly unavailable: readonly string[];
}

/** A facet of a view, whatever section it stands in. */
export function facetOf(view: ShownView, id: string): ShownFacet {
  for (const { facets } of Object.values(view.sections)) {
    if (facets[id]) {
      return facets[id];
    }
  }
  throw new Error(`The view has no facet ${id}`);
}

/** The rows of one of a facet's lists; none where it was not read. */
export function recordsOf(facet: ShownFacet, list: string): ShownRecord[] {
  const records = facet.data?.[list];
  return Array.isArray(records) ? records : [];
}
