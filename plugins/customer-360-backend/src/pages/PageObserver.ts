/**
 * Where a page came from: the one given before, one made of the same values for
 * somebody else, or made now.
 */
export type PageOrigin = 'remembered' | 'known' | 'composed';

/** Told of each page. */
export interface PageObserver {
  onPage(origin: PageOrigin): void;
}
