import type { Request, Response } from 'express';
import type { PageSender } from './PageSender';
import { previewOf } from './previewOf';
import { sendFrames } from './sendFrames';
import { viewHandler } from './viewHandler';
import type { Customer360Router, RouterOptions } from './RouterOptions';

const DEFAULT_LIMIT = 50;

/** What may be asked of one customer. */
export function addCustomerRoutes(
  router: Customer360Router,
  options: RouterOptions,
  pageSender: PageSender,
): void {
  const { countedReaders, audit, sender, pages, review, sinceLooks } = options;
  const view = viewHandler(options, pageSender);
  router.get('/v1/customers/:namespace/:name/view', (req, res) =>
    view(req as Request, res as Response, req.params),
  );

  router.get('/v1/customers/:namespace/:name/stream', async (req, res) => {
    const reader = await countedReaders.read(req, 'stream');
    const frames = await audit.around(
      req,
      'customer-read',
      { queryType: 'stream', ...customerOf(req.params) },
      () => pages.stream(reader, req.params, previewOf(req.query)),
    );
    await sendFrames(res, frames);
  });

  router.get(
    '/v1/customers/:namespace/:name/facets/:facet',
    async (req, res) => {
      const { facet } = req.params;
      const { cursor, limit = DEFAULT_LIMIT } = req.query;
      const reader = await countedReaders.read(req, 'facet');
      const page = await audit.around(
        req,
        'customer-read',
        { queryType: 'facet', facet, ...customerOf(req.params) },
        () =>
          pages.facet(
            reader,
            req.params,
            facet,
            { cursor, limit },
            previewOf(req.query),
          ),
      );
      sender.send(req, res, page);
    },
  );

  router.post('/v1/customers/:namespace/:name/refresh', async (req, res) => {
    const reader = await countedReaders.read(req, 'refresh');
    const page = await audit.around(
      req,
      'customer-refresh',
      customerOf(req.params),
      () => pages.refresh(reader, req.params, req.body?.facets),
    );
    res.setHeader('Cache-Control', 'no-store');
    await pageSender.send(req, res, page, false);
  });

  // POST, since nothing that leaves the portal is taken from a browser's cache.
  router.post('/v1/customers/:namespace/:name/brief', async (req, res) => {
    const reader = await countedReaders.read(req, 'brief');
    const page = await audit.around(
      req,
      'customer-read',
      { queryType: 'brief', ...customerOf(req.params) },
      () => pages.brief(reader, req.params),
    );
    res.setHeader('Cache-Control', 'no-store');
    await pageSender.send(req, res, page, false);
  });

  router.get(
    '/v1/customers/:namespace/:name/since-last-look',
    async (req, res) => {
      const reader = await countedReaders.read(req, 'since_look');
      const since = await audit.around(
        req,
        'customer-read',
        { queryType: 'since-last-look', ...customerOf(req.params) },
        () => sinceLooks.of(reader, req.params),
      );
      res.setHeader('Cache-Control', 'no-store');
      res.json(since);
    },
  );

  router.get('/v1/customers/:namespace/:name/access', async (req, res) => {
    const reader = await countedReaders.read(req, 'access');
    const access = await audit.around(
      req,
      'customer-read',
      { queryType: 'access', ...customerOf(req.params) },
      () => review.own(reader, req.params),
    );
    res.setHeader('Cache-Control', 'no-store');
    res.json(access as never);
  });
}

function customerOf(params: { namespace: string; name: string }) {
  return { customer: `customer:${params.namespace}/${params.name}` };
}
