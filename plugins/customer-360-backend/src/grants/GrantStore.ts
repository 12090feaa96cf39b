import type {
  Grant,
  LiveGrant,
} from '@customer-360/backstage-plugin-customer-360-common';

/** Where a list of grants goes on: after this one. */
export interface GrantPosition {
  readonly requestedAt: string;
  readonly id: string;
}

/** A step that a grant takes once. */
export interface GrantStep {
  readonly id: string;
  readonly from: 'requested' | 'live';
  readonly to: 'live' | 'refused' | 'revoked';
  readonly by: string;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly note?: string;
}

/** Keeps the grants, past ones too. All instants are ISO 8601 UTC. */
export interface GrantStore {
  add(grant: Grant): Promise<void>;

  /** @param now - says whether what was live is expired */
  get(id: string, now: string): Promise<Grant | undefined>;

  /** The newest first, of one person or of all. */
  list(options: {
    person?: string;
    after?: GrantPosition;
    limit: number;
    now: string;
  }): Promise<Grant[]>;

  /** False where it was not in the state to go on from, or is over. */
  step(step: GrantStep): Promise<boolean>;

  /** How many of a person's requests nobody has decided yet. */
  countOpen(person: string, now: string): Promise<number>;

  countLive(now: string): Promise<number>;

  live(now: string, limit: number): Promise<LiveGrant[]>;

  /**
   * What was in force for a person at any time after an instant, the emergencies
   * and the shortest first.
   */
  heldSince(person: string, after: string, limit: number): Promise<LiveGrant[]>;

  /** Broken glass of which the owner has not been told, the oldest first. */
  untold(limit: number, after?: GrantPosition): Promise<Grant[]>;

  noteTold(id: string, at: string): Promise<void>;
}
