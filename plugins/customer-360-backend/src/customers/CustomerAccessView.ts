/** Why somebody sees what they see, of one customer. */
export interface CustomerAccessView {
  readonly customer: { readonly ref: string; readonly title: string };
  readonly facets: Array<{
    readonly facet: string;
    readonly section: string;
    readonly level: 'full' | 'summary' | 'none';
    /** The label that is missing, where it is one. */
    readonly label?: string;
    /** One sentence. */
    readonly reason: string;
  }>;
  readonly labels: Array<{
    readonly label: string;
    readonly held: boolean;
  }>;
  readonly mayRefresh: boolean;
}
