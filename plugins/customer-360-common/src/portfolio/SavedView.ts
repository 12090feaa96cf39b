import type { PortfolioQuery } from './PortfolioQuery';

/** Which customers, and in which order; not where somebody is in it. @public */
export type SavedViewQuery = Pick<
  PortfolioQuery,
  'filter' | 'sort' | 'direction'
>;

/** What somebody says of a list that they keep. @public */
export interface SavedViewInput {
  /** 1 to 80 characters; one of a name for each person. */
  title: string;
  /**
   * Shown to everybody who may use Customer 360, with its name and what it is
   * narrowed to. Whom it lists is another for each of them: whom they may see.
   */
  shared: boolean;
  query: SavedViewQuery;
}

/** A list of customers that somebody has kept under a name. @public */
export interface SavedView extends SavedViewInput {
  id: string;
  /** `user:default/mara` */
  owner: string;
  /** ISO 8601 UTC. */
  savedAt: string;
}
