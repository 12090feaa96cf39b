import type { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';

/** What is looked at again and again, by one instance for all. */
export interface Watch {
  /** For the scheduler: unique in the plugin. */
  readonly id: string;
  readonly schedule: Pick<
    SchedulerServiceTaskScheduleDefinition,
    'frequency' | 'timeout' | 'initialDelay'
  >;
  /** One round; the signal says that the service ends or the time is up. */
  run(signal: AbortSignal): Promise<void>;
}
