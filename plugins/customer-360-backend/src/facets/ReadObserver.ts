import type { Standing } from './settleReading';

/** Told how what was cached of a facet stood when it was asked for. */
export interface ReadObserver {
  onRead(source: string, facet: string, standing: Standing): void;
}
