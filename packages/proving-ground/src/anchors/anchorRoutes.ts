import type { BesideParts } from '@customer-360/backstage-plugin-customer-360-backend/src/plugin';
import { visibleFacets } from '@customer-360/backstage-plugin-customer-360-backend/src/access/AccessShape';
import { ledgerEntry } from '@customer-360/backstage-plugin-customer-360-backend/src/customers/ledgerEntry';
import type { FinishedPage } from '@customer-360/backstage-plugin-customer-360-backend/src/pages/FinishedPage';
import { GzipPageSender } from '@customer-360/backstage-plugin-customer-360-backend/src/router/PageSender';
import { Generations } from '@customer-360/backstage-plugin-customer-360-backend/src/generations/Generations';
import type { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { gunzipSync } from 'node:zlib';
import type { PortalOptions } from '../portal/PortalOptions';
import { naivePage } from './naivePage';

/**
 * What the page is compared with, in the same process, behind the same root
 * router and the same sign-in:
 *
 * - `constant`: one buffer, compressed before, behind sign-in
 * - `guarded`: the same, behind sign-in, permission and ledger, of which the
 *   portal's auditor is told as it is of a view
 * - `json`: the page as an object, by `res.json` through the default middleware
 * - `page`: the finished page from memory, sent as the view sends it, behind
 *   sign-in alone
 * - `naive`: all sources asked on every load, at once or one after the other
 */
export function anchorRoutes(
  { audit, readers, access, ledger, linkResolver, page: pages }: BesideParts,
  options: PortalOptions,
): Router {
  const router = PromiseRouter();
  const sender = new GzipPageSender();
  let page: FinishedPage | undefined;
  let object: object | undefined;

  /** The page of `c0` as everybody's constant: as long as the real ones. */
  const constant = async (req: Request): Promise<FinishedPage> => {
    if (!page) {
      const reader = await readers.read(req);
      const name = { namespace: 'default', name: 'c0' };
      const customer = await access.readCustomer(reader, name);
      page = await pages.of({
        reader,
        customer,
        links: await linkResolver.linksOf(customer.entity),
        facets: visibleFacets(customer.shape),
        generations: Generations.NONE,
      });
    }
    return page;
  };

  router.get('/anchors/constant', async (req, res) => {
    await readers.read(req);
    write(res, page ?? (await constant(req)));
  });

  router.get('/anchors/guarded/:name', async (req, res) => {
    const reader = await readers.read(req);
    const { name } = req.params;
    await audit.aroundRead(
      req,
      { queryType: 'view', customer: `customer:default/${name}` },
      async () => {
        const customer = await access.readCustomer(reader, {
          namespace: 'default',
          name,
        });
        const facets = visibleFacets(customer.shape);
        await ledger.appendRead(ledgerEntry(reader, 'view', customer, facets));
      },
    );
    write(res, page ?? (await constant(req)));
  });

  router.get('/anchors/json', async (req, res) => {
    await readers.read(req);
    object ??= JSON.parse(
      gunzipSync((await constant(req)).gzip).toString('utf8'),
    );
    res.json(object);
  });

  router.get('/anchors/page', async (req, res) => {
    await readers.read(req);
    await sender.send(req, res, page ?? (await constant(req)));
  });

  router.get('/anchors/naive/:name', async (req, res) => {
    await readers.read(req);
    res.json(
      await naivePage(options, req.params.name, req.query.mode === 'parallel'),
    );
  });

  return router;
}

function write(res: Response, { gzip }: FinishedPage): void {
  res.statusCode = 200;
  res.setHeader('Content-Type', 'application/json; charset=utf-8');
  res.setHeader('Cache-Control', 'private, no-cache');
  res.setHeader('Content-Encoding', 'gzip');
  res.setHeader('Content-Length', gzip.byteLength);
  res.end(Buffer.from(gzip.buffer, gzip.byteOffset, gzip.byteLength));
}
