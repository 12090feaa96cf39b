import type { SectionMask } from '../sectionMask';

/** What can be said of a customer by what it is listed by. */
export type Atom =
  /** Belongs to one of these. */
  | { readonly kind: 'owner'; readonly refs: readonly string[] }
  /** Is one of these. */
  | { readonly kind: 'customer'; readonly refs: readonly string[] }
  | {
      readonly kind: 'spec';
      readonly key: 'segment' | 'lifecycle';
      readonly value: string;
    };

/** All of it holds: an atom by its place, and whether it is to be so or not. */
export type Conjunction = ReadonlyArray<readonly [atom: number, is: boolean]>;

/** Customers of whom somebody may see the same sections. */
export interface VisibilityClass {
  readonly mask: SectionMask;
  /** At least one of them holds; one that is empty always does. */
  readonly when: readonly Conjunction[];
}

/** Why nothing can be listed, although single customers can be shown. */
export type Closed = 'foreign-rule' | 'too-many-rules';

/** Which customers somebody may see, and of each of them which sections. */
export type Visibility =
  | { readonly closed: Closed }
  | {
      readonly atoms: readonly Atom[];
      /** No customer is in two of them. */
      readonly classes: readonly VisibilityClass[];
    };
