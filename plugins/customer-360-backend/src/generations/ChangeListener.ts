/** A change that is durable: no instance shows older readings as current. */
export interface CommittedChange {
  /** `customer:default/cus-8f3a1c` */
  readonly customerRef: string;
  readonly source: string;
  /** All that the source fills when left out. */
  readonly facets?: readonly string[];
}

/**
 * Told of changes that this instance has acknowledged, after they were
 * committed: once per customer and source of a transaction. What is told is
 * lost where the process ends in that moment, so nothing may depend on it.
 */
export interface ChangeListener {
  /** Returns at once and does not throw; what it does is its own affair. */
  onChanged(change: CommittedChange): void;
}

/** Tells several, in their order. */
export function listenersOf(
  ...listeners: readonly ChangeListener[]
): ChangeListener {
  return {
    onChanged: change =>
      listeners.forEach(listener => listener.onChanged(change)),
  };
}
