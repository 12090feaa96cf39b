import {
  coreServices,
  createServiceFactory,
  type SchedulerService,
} from '@backstage/backend-plugin-api';
import { metricsServiceRef } from '@backstage/backend-plugin-api/alpha';
import { DefaultSchedulerService } from '@backstage/backend-defaults/scheduler';

const HURRIED = {
  frequency: { seconds: 1 },
  timeout: { seconds: 10 },
  initialDelay: { milliseconds: 100 },
};

/** The portal's own scheduler, which begins some tasks at once and every second. */
export function hurriedScheduler(tasks: readonly string[]) {
  return createServiceFactory({
    service: coreServices.scheduler,
    deps: {
      database: coreServices.database,
      logger: coreServices.logger,
      rootLifecycle: coreServices.rootLifecycle,
      httpRouter: coreServices.httpRouter,
      pluginMetadata: coreServices.pluginMetadata,
      metrics: metricsServiceRef,
    },
    factory: (deps): SchedulerService => {
      const scheduler = DefaultSchedulerService.create(deps);
      const scheduleTask: SchedulerService['scheduleTask'] = task =>
        scheduler.scheduleTask({
          ...task,
          ...(tasks.some(start => task.id.startsWith(start)) && HURRIED),
        });
      return new Proxy(scheduler, {
        get: (target, name) =>
          name === 'scheduleTask'
            ? scheduleTask
            : (Reflect.get(target, name) as () => unknown)?.bind?.(target),
      });
    },
  });
}
