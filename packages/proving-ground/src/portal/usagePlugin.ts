import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import Router from 'express-promise-router';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { counted } from './CountingMetrics';
import { heldBytes } from './heldBytes';
import { takeRequestCosts, watchRequestCosts } from './requestCosts';

/** What this process has used so far, for who measures it from outside. */
export const usagePlugin = createBackendPlugin({
  pluginId: 'usage',
  register(env) {
    env.registerInit({
      deps: { httpRouter: coreServices.httpRouter },
      async init({ httpRouter }) {
        const loop = monitorEventLoopDelay({ resolution: 5 });
        loop.enable();
        const router = Router();
        router.get('/', (_req, res) => {
          const { user, system } = process.cpuUsage();
          res.json({
            cpuMicros: user + system,
            loopMaxMs: loop.max / 1e6,
            memory: process.memoryUsage(),
            counted: Object.fromEntries(counted),
          });
          loop.reset();
        });
        router.get('/held', (_req, res) => {
          res.json(heldBytes());
        });
        watchRequestCosts();
        router.get('/requests', (_req, res) => {
          res.json(takeRequestCosts());
        });
        httpRouter.use(router);
        httpRouter.addAuthPolicy({ path: '/', allow: 'unauthenticated' });
      },
    });
  },
});
