import type { Indicator } from '@customer-360/backstage-plugin-customer-360-common';

/**
 * What is remembered of one indicator of a customer, for people who may see the
 * same. An indicator as it was is a hash; one that was not there is empty.
 */
export interface AlertState {
  /** As it was told last, or as it was at the first look. */
  readonly told: string;
  /** As it was seen last. */
  readonly now: string;
  /** Since when it is as it was seen last. ISO 8601 UTC. */
  readonly since: string;
  /** Of what was told last, to be able to say that it is over. */
  readonly tone?: Indicator['tone'];
  readonly word?: string;
  /** What was told within the last day. */
  readonly recent: ReadonlyArray<{
    readonly digest: string;
    /** ISO 8601 UTC. */
    readonly at: string;
  }>;
}

/** By id of the indicator; one that was never seen is left out. */
export type AlertStates = Readonly<Record<string, AlertState>>;

/** What can be said of an indicator now. */
export type Sighting = { readonly id: string } & (
  | {
      readonly kind: 'there';
      readonly digest: string;
      readonly tone: Indicator['tone'];
      readonly word: string;
    }
  | { readonly kind: 'absent' }
  /** What it is made of is old, incomplete or not there. */
  | { readonly kind: 'held' }
);

/** Something to be told. */
export interface AlertNews {
  readonly id: string;
  readonly change: 'new' | 'changed' | 'gone';
  /** Of what is gone. */
  readonly word?: string;
}
