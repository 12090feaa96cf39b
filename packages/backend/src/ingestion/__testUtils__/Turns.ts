import {
  coreServices,
  createServiceFactory,
  type SchedulerServiceTaskInvocationDefinition,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';

/** The portal's tasks, each run when the test says so. */
export class Turns {
  readonly #tasks = new Map<string, SchedulerServiceTaskInvocationDefinition>();

  readonly feature = createServiceFactory({
    service: coreServices.scheduler,
    deps: {},
    factory: () =>
      mockServices.scheduler.mock({
        scheduleTask: async task => {
          this.#tasks.set(task.id, task);
        },
      }),
  });

  async take(id: string): Promise<void> {
    await this.#tasks.get(id)?.fn(new AbortController().signal);
  }
}
