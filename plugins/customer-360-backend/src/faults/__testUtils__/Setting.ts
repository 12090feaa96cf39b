import type { Move } from './Move';

/** What a story happens in. */
export interface Setting {
  readonly instances: number;
  readonly customers: number;
  /** How many of the sessions there are. */
  readonly sessions: number;
  /** `calm`: there is one and it loses nothing. */
  readonly shared: 'calm' | 'faulty' | 'none';
  /**
   * Moves that are never made. Where less can happen what does happen meets
   * more often.
   */
  readonly without: ReadonlyArray<Move['kind']>;
}
