import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import express from 'express';
import Router from 'express-promise-router';
import type { CatalogChanges } from './CatalogChanges';
import { shiftClock } from './ShiftedDate';

/** Does to this process what others in it, or its host, may do. */
export const disturbancePlugin = (changes: CatalogChanges) =>
  createBackendPlugin({
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
          router.get('/clock', (_req, res) => {
            res.json(new Date().getTime());
          });
          // As an ingestion does that has found something else.
          router.put(
            '/catalog/:kind/:name',
            express.json(),
            async (req, res) => {
              await changes.make(req.params, req.body);
              res.status(204).end();
            },
          );
          // What every object has by now that none should have.
          router.get('/inherited', (_req, res) => {
            const names = Object.entries(
              Object.getOwnPropertyDescriptors(Object.prototype),
            )
              .filter(([, { enumerable }]) => enumerable)
              .map(([name]) => name);
            res.json(names);
          });
          httpRouter.use(router);
          httpRouter.addAuthPolicy({ path: '/', allow: 'unauthenticated' });
        },
      });
    },
  });
