import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import Router from 'express-promise-router';
import { shiftClock } from './ShiftedDate';

/** Does to this process what others in it, or its host, may do. */
export const disturbancePlugin = createBackendPlugin({
  pluginId: 'disturbance',
  register(env) {
    env.registerInit({
      deps: { httpRouter: coreServices.httpRouter },
      async init({ httpRouter }) {
        const router = Router();
        // Nothing else of this process runs meanwhile.
        router.post('/block', (req, res) => {
          const until = performance.now() + Number(req.query.ms);
          while (performance.now() < until) {
            Math.random();
          }
          res.status(204).end();
        });
        router.post('/clock', (req, res) => {
          shiftClock(Number(req.query.offsetMs));
          res.status(204).end();
        });
        httpRouter.use(router);
        httpRouter.addAuthPolicy({ path: '/', allow: 'unauthenticated' });
      },
    });
  },
});
