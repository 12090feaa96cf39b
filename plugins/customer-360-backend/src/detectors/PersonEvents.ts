import type { Detector, LedgerEvent } from './Detector';

/** What people did, as the ledger has it. People go by their pseudonyms. */
export interface PersonEvents {
  /** When anything happened first, from then on. ISO 8601 UTC. */
  firstFrom(from: string): Promise<string | undefined>;

  /**
   * Those who did something from then until then, and enough before it that a
   * detector has to look closer.
   */
  suspects(
    detector: Detector,
    span: { from: string; to: string },
  ): Promise<string[]>;

  /** What a detector looks at, in the order of time. */
  of(
    person: string,
    detector: Detector,
    span: { from: string; to: string },
  ): Promise<LedgerEvent[]>;

  /** Whether somebody was told about them from then on. */
  alarmed(person: string, detector: Detector, from: string): Promise<boolean>;
}
