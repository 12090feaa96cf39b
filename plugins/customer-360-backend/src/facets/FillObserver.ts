import type { SourceErrorReason } from '@customer-360/backstage-plugin-customer-360-node';

/** How one read of a facet ended. Holds nothing of a customer. */
export interface FillReport {
  readonly source: string;
  readonly facet: string;
  readonly outcome: 'ok' | SourceErrorReason;
  /** True where the source broke its contract: to be mended in its module. */
  readonly unexpected: boolean;
  /** True where records or fields were missing. */
  readonly drifted: boolean;
}

/** Told how reads end. */
export interface FillObserver {
  onFill(report: FillReport): void;
}

/** Tells several, in their order. */
export function observersOf(
  ...observers: readonly FillObserver[]
): FillObserver {
  return {
    onFill: report => observers.forEach(observer => observer.onFill(report)),
  };
}
