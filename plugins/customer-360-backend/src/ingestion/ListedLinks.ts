/** Why an account of a listing belongs to a customer. */
export const LISTED_RULES = ['listed', 'external_id', 'domain'] as const;

export type ListedRule = (typeof LISTED_RULES)[number];

/** Ids at one source that belong to a customer. */
export interface ListedLink {
  readonly customerRef: string;
  readonly source: string;
  readonly ids: readonly string[];
  readonly rule: ListedRule;
}

/**
 * Is told which accounts belong to which customer whenever customers are
 * brought into the catalog; told again with every round.
 */
export interface ListedLinks {
  saw(links: readonly ListedLink[]): Promise<void>;
}
