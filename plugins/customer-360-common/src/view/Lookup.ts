/** What a caller gives to find out who they are. @public */
export const LOOKUP_KINDS = [
  'email',
  'invoice',
  'ticket',
  'user',
  'account',
] as const;

/** @public */
export type LookupKind = (typeof LOOKUP_KINDS)[number];

/** @public */
export interface LookupRequest {
  kind: LookupKind;
  value: string;
}

/** @public */
export interface LookupResult {
  customers: Array<{
    ref: string;
    namespace: string;
    name: string;
    title: string;
    /** Source that knew the id, by its title. */
    source: string;
  }>;
  /** Titles of sources that could not be asked: the list may be short. */
  unavailable: string[];
}
