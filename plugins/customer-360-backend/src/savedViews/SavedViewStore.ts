import type { SavedView } from '@customer-360/backstage-plugin-customer-360-common';

/** Keeps lists of customers that people have given a name. */
export interface SavedViewStore {
  /** Of one person and, where they are shared, of others; by name. */
  list(owner: string, limit: number): Promise<SavedView[]>;

  get(id: string): Promise<SavedView | undefined>;

  countOf(owner: string): Promise<number>;

  /** @returns false where the person has one of that name already */
  add(view: SavedView): Promise<boolean>;

  /** @returns false as `add` */
  replace(view: SavedView): Promise<boolean>;

  remove(id: string): Promise<void>;
}
