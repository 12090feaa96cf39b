import type { Watch } from '../watches/Watch';
import type { BulkRunner } from './BulkRunner';
import type { SyncPlan } from './SyncPlan';

/** Instances that start together do not tick together. */
const LONGEST_FIRST_WAIT_S = 60;

/**
 * Looks every minute whether a bulk read is due. The scheduler lets one instance
 * look; a task whose instance died counts as running until its time is up, so
 * that time is short, and the rest of a long round comes with the next ticks.
 */
export class SyncWatch implements Watch {
  readonly id: string;
  readonly schedule: Watch['schedule'];
  readonly #runner: BulkRunner;

  constructor(options: {
    plan: SyncPlan;
    runner: BulkRunner;
    random?: () => number;
  }) {
    const { source, bulk } = options.plan;
    this.id = `customer-360-sync-${source.id}-${bulk.id}`;
    const wait = (options.random ?? Math.random)() * LONGEST_FIRST_WAIT_S;
    this.schedule = {
      frequency: { minutes: 1 },
      timeout: { minutes: 3 },
      initialDelay: { seconds: Math.ceil(wait) },
    };
    this.#runner = options.runner;
  }

  run(signal: AbortSignal): Promise<void> {
    return this.#runner.run(signal);
  }
}
