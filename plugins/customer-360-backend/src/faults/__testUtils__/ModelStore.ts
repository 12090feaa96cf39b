import type { SharedReadings } from '../../shared/SharedReadings';

/** A shared cache that the model can do bad things to. */
export interface ModelStore {
  /** The way in, without any faults. */
  readonly readings: SharedReadings;
  flush(): Promise<void>;
  /** Notes what is there now. */
  remember(): Promise<void>;
  /** Has what was noted, and nothing of what came after. */
  comeBackOld(): Promise<void>;
  /** So much of the model's time is over. */
  passed(ms: number): Promise<void>;
  close(): Promise<void>;
}
