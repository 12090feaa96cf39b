import type { SourceErrorReason } from '@customer-360/backstage-plugin-customer-360-node';
import type { VersionedFacet } from './VersionedSources';

/** What becomes of one message to the shared cache. */
export type Fate =
  /** It never arrives. */
  | 'lost'
  /** It is done, and nobody is told. */
  | 'unanswered'
  /** It arrives when the model says so, long after nobody waits any more. */
  | 'late';

export type SharedMethod =
  | 'get'
  | 'claim'
  | 'keep'
  | 'release'
  | 'land'
  | 'fail';

/** What becomes of one row of the ledger. */
export type RowFate =
  /** It is not written. */
  | 'refused'
  /** It is written, and the database goes away before it says so. */
  | 'unconfirmed'
  /** It is written, and the answer is held back. */
  | 'held';

/**
 * Something that happens. A move that cannot be made as things are is passed
 * over, so that any list of moves is a story, and so is any part of it. What is
 * picked is picked among what there is, by remainder.
 */
export type Move = { readonly wait: Wait } & (
  | {
      readonly kind: 'write';
      readonly customer: number;
      readonly facets: readonly VersionedFacet[];
    }
  | {
      readonly kind: 'webhook';
      readonly pick: number;
      readonly instance: number;
      readonly says: 'facets' | 'source' | 'customer';
      readonly fate: 'once' | 'again' | 'lost';
    }
  | {
      readonly kind: 'read';
      readonly session: number;
      readonly instance: number;
      readonly customer: number;
      readonly how: 'view' | 'stream' | 'refresh';
    }
  | {
      readonly kind: 'hold';
      readonly facets: readonly VersionedFacet[];
      readonly held: boolean;
    }
  | {
      readonly kind: 'answer';
      /** All that is held when left out. */
      readonly pick?: number;
      readonly failure?: SourceErrorReason;
    }
  | { readonly kind: 'kill'; readonly instance: number }
  | {
      readonly kind: 'store';
      readonly what: 'flush' | 'stop' | 'start' | 'start with old data';
    }
  | {
      readonly kind: 'message';
      readonly instance: number;
      readonly method: SharedMethod;
      readonly fate: Fate;
    }
  | { readonly kind: 'arrive'; readonly pick: number }
  | {
      readonly kind: 'row';
      readonly instance: number;
      readonly fate: RowFate;
    }
  | { readonly kind: 'confirm'; readonly pick: number }
  | { readonly kind: 'time'; readonly ms: number }
  | {
      readonly kind: 'evict';
      readonly instance: number;
      /** Everything when left out. */
      readonly pick?: number;
    }
);

/** Until all is quiet, or for so many turns of the microtask queue. */
export type Wait = 'quiet' | number;
