import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createServiceFactory,
  type RootLoggerService,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { createServer } from 'node:net';
import { portalOf, type TestSetup } from './startCustomer360';

/**
 * The plugin behind the root router that portals have, with all that it does to
 * an answer on its way out; what `startTestBackend` has is a plain one.
 */
export async function startBehindRootRouter(
  setup: TestSetup,
  logger?: RootLoggerService,
) {
  const port = await freePort();
  const backend = createBackend();
  const { features } = portalOf({
    ...setup,
    config: {
      app: { baseUrl: `http://127.0.0.1:${port}` },
      backend: {
        baseUrl: `http://127.0.0.1:${port}`,
        listen: { host: '127.0.0.1', port },
        database: { client: 'better-sqlite3', connection: ':memory:' },
      },
    },
  });
  for (const feature of [
    ...features,
    mockServices.auth.factory(),
    mockServices.httpAuth.factory(),
    logger
      ? createServiceFactory({
          service: coreServices.rootLogger,
          deps: {},
          factory: () => logger,
        })
      : mockServices.rootLogger.factory(),
  ]) {
    backend.add(feature);
  }
  await backend.start();
  return { port, stop: () => backend.stop() };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  const address = server.address();
  await new Promise(resolve => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
