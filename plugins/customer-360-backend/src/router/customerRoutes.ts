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
  const { readers, audit, sender, pages, review } = options;
  const view = viewHandler(options, pageSender);
  router.get('/v1/customers/:namespace/:name/view', (req, res) =>
    view(req as Request, res as Response, req.params),
  );

  router.get('/v1/customers/:namespace/:name/stream', async (req, res) => {
    const frames = await audit.around(
      req,
      'customer-read',
      { queryType: 'stream', ...customerOf(req.params) },
      async () =>
        pages.stream(await readers.read(req), req.params, previewOf(req.query)),
    );
    await sendFrames(res, frames);
  });

  router.get(
    '/v1/customers/:namespace/:name/facets/:facet',
    async (req, res) => {
      const { facet } = req.params;
      const { cursor, limit = DEFAULT_LIMIT } = req.query;
      const page = await audit.around(
        req,
        'customer-read',
        { queryType: 'facet', facet, ...customerOf(req.params) },
        async () =>
          pages.facet(
            await readers.read(req),
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
    const page = await audit.around(
      req,
      'customer-refresh',
      customerOf(req.params),
      async () =>
        pages.refresh(await readers.read(req), req.params, req.body?.facets),
    );
    res.setHeader('Cache-Control', 'no-store');
    await pageSender.send(req, res, page, false);
  });

  router.get('/v1/customers/:namespace/:name/access', async (req, res) => {
    const access = await audit.around(
      req,
      'customer-read',
      { queryType: 'access', ...customerOf(req.params) },
      async () => review.own(await readers.read(req), req.params),
    );
    res.setHeader('Cache-Control', 'no-store');
    res.json(access as never);
  });
}

function customerOf(params: { namespace: string; name: string }) {
  return { customer: `customer:${params.namespace}/${params.name}` };
}
