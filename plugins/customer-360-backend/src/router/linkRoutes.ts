import type { Customer360Router, RouterOptions } from './RouterOptions';

const EVENT = 'customer-links';
/** Each account is looked up in the catalog once more, so a page is short. */
const DEFAULT_LIMIT = 50;

/** Which accounts at the sources are whose, and which are nobody's. */
export function addLinkRoutes(
  router: Customer360Router,
  { audit, countedReaders, links, orphans }: RouterOptions,
): void {
  router.get('/v1/customers/:namespace/:name/links', async (req, res) => {
    const reader = await countedReaders.read(req, 'link_list');
    const view = await audit.around(
      req,
      EVENT,
      { queryType: 'list', ...customerOf(req.params) },
      () => links.of(reader, req.params),
    );
    res.setHeader('Cache-Control', 'no-store');
    res.json(view as never);
  });

  router.put(
    '/v1/customers/:namespace/:name/links/:source/:id',
    async (req, res) => {
      const { id, source } = req.params;
      const link = await audit.around(
        req,
        EVENT,
        { queryType: 'confirm', source, ...customerOf(req.params) },
        async () =>
          links.confirm(
            await countedReaders.read(req, 'link'),
            req.params,
            { source, id },
            req.body ?? {},
          ),
      );
      res.setHeader('Cache-Control', 'no-store');
      res.json(link as never);
    },
  );

  router.delete(
    '/v1/customers/:namespace/:name/links/:source/:id',
    async (req, res) => {
      const { id, source } = req.params;
      await audit.around(
        req,
        EVENT,
        { queryType: 'undo', source, ...customerOf(req.params) },
        async () =>
          links.undo(
            await countedReaders.read(req, 'link'),
            req.params,
            { source, id },
            req.body.reason,
          ),
      );
      res.status(204).end();
    },
  );

  router.get('/v1/sources/orphans', async (req, res) => {
    const { cursor, limit = DEFAULT_LIMIT, source } = req.query;
    const page = await audit.around(
      req,
      EVENT,
      { queryType: 'orphans', source },
      async () =>
        orphans.page(await countedReaders.read(req, 'orphan_list'), {
          source,
          cursor,
          limit,
        }),
    );
    res.setHeader('Cache-Control', 'no-store');
    res.json(page as never);
  });
}

function customerOf(params: { namespace: string; name: string }) {
  return { customer: `customer:${params.namespace}/${params.name}` };
}
