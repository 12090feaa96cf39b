import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { WinstonLogger } from '@backstage/backend-defaults/rootLogger';

/**
 * Logs as in production, without having looked for the secrets of a config in
 * which there are none: the schemas of all packages take longer than the rest
 * of a start.
 */
export const plainLogger = createServiceFactory({
  service: coreServices.rootLogger,
  deps: {},
  factory: () =>
    WinstonLogger.create({
      level: process.env.LOG_LEVEL ?? 'info',
    }),
});
