import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import express from 'express';
import Router from 'express-promise-router';
import type { CatalogChanges } from '../portal/CatalogChanges';
import type { Companies } from './Companies';
import { componentsAt } from './componentsAt';
import { DatabaseCounts } from './DatabaseCounts';

/** As many at once as the ingestion tells. */
const PAGE = 500;

/** Says how far an ingestion is, and makes its source list something else. */
export const listingPlugin = (
  companies: Companies,
  changes: CatalogChanges,
  postgresUrl: string,
) =>
  createBackendPlugin({
    pluginId: 'listing',
    register(env) {
      env.registerInit({
        deps: { httpRouter: coreServices.httpRouter },
        async init({ httpRouter }) {
          const counts = new DatabaseCounts(postgresUrl);
          const router = Router();
          router.get('/stitched/:kind', async (req, res) => {
            res.json({
              seen: await counts.stitched(req.params.kind),
              waiting: await counts.stitching(),
            });
          });
          router.get('/state', async (_req, res) => {
            res.json((await counts.listing()) ?? null);
          });
          router.get('/bulk/:bulk', async (req, res) => {
            res.json((await counts.bulk(req.params.bulk)) ?? null);
          });
          router.get('/rows', async (_req, res) => {
            res.json({
              rows: await counts.rows(),
              bytes: await counts.bytes(),
            });
          });
          router.get('/written', async (_req, res) => {
            res.json(await counts.written());
          });
          router.patch('/', express.json(), (req, res) => {
            Object.assign(companies, req.body);
            res.status(204).end();
          });
          router.post('/due', async (_req, res) => {
            await counts.makeDue();
            res.status(204).end();
          });
          router.post('/analyze', async (_req, res) => {
            await counts.analyze();
            res.status(204).end();
          });
          router.post('/bulk/:bulk/due', async (req, res) => {
            await counts.makeBulkDue(req.params.bulk);
            res.status(204).end();
          });
          // The anchor: what the catalog itself takes for as many of its own.
          router.post('/components/:count', async (req, res) => {
            const count = Number(req.params.count);
            for (let start = 0; start < count; start += PAGE) {
              await changes.add(
                componentsAt(start, Math.min(PAGE, count - start), companies),
              );
            }
            res.status(204).end();
          });
          httpRouter.use(router);
          httpRouter.addAuthPolicy({ path: '/', allow: 'unauthenticated' });
        },
      });
    },
  });
