import type { Customer360Router, RouterOptions } from './RouterOptions';

/** The catalog's own plugin: nobody else brings customers into it. */
const CATALOG_PLUGIN = 'plugin:catalog';

/** What the catalog reads of customers to be, and what it tells of them. */
export function addIngestionRoutes(
  router: Customer360Router,
  { services, listings, listedLinks, ingestionRounds }: RouterOptions,
): void {
  router.get('/v1/ingestion/customers', async (req, res) => {
    await services.require(req, CATALOG_PLUGIN);
    const { source, mode, cursor } = req.query;
    res.setHeader('Cache-Control', 'no-store');
    res.json((await listings.page(source, mode, cursor)) as never);
  });

  // A body, because URLs end up in logs.
  router.post('/v1/ingestion/customers', async (req, res) => {
    await services.require(req, CATALOG_PLUGIN);
    const { source, ids } = req.body;
    res.setHeader('Cache-Control', 'no-store');
    res.json((await listings.get(source, ids)) as never);
  });

  router.post('/v1/ingestion/links', async (req, res) => {
    await services.require(req, CATALOG_PLUGIN);
    await listedLinks.saw(req.body.links);
    res.status(204).end();
  });

  router.post('/v1/ingestion/rounds', async (req, res) => {
    await services.require(req, CATALOG_PLUGIN);
    await ingestionRounds.note(req.body);
    res.status(204).end();
  });
}
