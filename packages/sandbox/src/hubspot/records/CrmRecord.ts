import type { ObjectType } from '../objectTypes.ts';

/**
 * A record of the portal, whole: answers take from it what was asked for.
 *
 * @internal
 */
export interface CrmRecord {
  readonly type: ObjectType;
  readonly id: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Since when it is in the recycling bin. */
  readonly archivedAt?: string;
  /** As HubSpot keeps them: texts, and null where nothing was entered. */
  readonly properties: Readonly<Record<string, string | null>>;
  /** Since when values hold that were not entered with the record. */
  readonly changedAt?: Readonly<Record<string, string>>;
  /** Earlier values, newest first, of properties that changed. */
  readonly history?: Readonly<
    Record<string, readonly { readonly value: string; readonly at: string }[]>
  >;
}

/** Two records of one company that hang together. @internal */
export interface RecordLink {
  readonly from: { readonly type: ObjectType; readonly id: string };
  readonly to: { readonly type: ObjectType; readonly id: string };
  /** The company that a contact or deal belongs to first of all. */
  readonly primary?: boolean;
}

/** What a record maker gives back. @internal */
export interface RecordSet {
  readonly records: readonly CrmRecord[];
  readonly links: readonly RecordLink[];
}
