import type { SchedulerService } from '@backstage/backend-plugin-api';
import type { Watch } from './Watch';

/** However many instances there are, one of them keeps each watch. */
export async function scheduleWatches(
  scheduler: SchedulerService,
  watches: readonly Watch[],
): Promise<void> {
  for (const watch of watches) {
    await scheduler.scheduleTask({
      id: watch.id,
      ...watch.schedule,
      scope: 'global',
      fn: signal => watch.run(signal),
    });
  }
}
