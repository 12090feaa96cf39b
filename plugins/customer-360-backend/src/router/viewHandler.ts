import type { Request, Response } from 'express';
import { nameParameter, namespaceParameter } from '../openapi/parameters';
import { LOOKS, type Look } from '../ledger/LedgerStore';
import type { PageSender } from './PageSender';
import { previewOf } from './previewOf';
import type { RouterOptions } from './RouterOptions';

interface ViewRequest {
  readonly namespace: string;
  readonly name: string;
}

/** Why a page is asked for: the portal's own pages say so. */
const LOOK_HEADER = 'x-customer-360-look';

type Plain = Pick<Request, 'params' | 'query'>;

const NAMESPACE = new RegExp(namespaceParameter.schema.pattern);
const NAME = new RegExp(nameParameter.schema.pattern);

/** Gives the page of a customer. */
export function viewHandler(
  { countedReaders, audit, pages, pastPages }: RouterOptions,
  sender: PageSender,
) {
  return async (
    req: Request,
    res: Response,
    customer: ViewRequest,
  ): Promise<void> => {
    const reader = await countedReaders.read(req, 'view');
    const ref = `customer:${customer.namespace}/${customer.name}`;
    const preview = previewOf(req.query);
    const look = preview ? 'opened' : lookOf(req.headers[LOOK_HEADER]);
    const day = asOf(req.query);
    const page = await audit.aroundRead(
      req,
      {
        queryType: 'view',
        customer: ref,
        look,
        ...(day !== undefined && { asOf: day }),
        ...(preview && { actingAs: preview.role }),
      },
      () => {
        if (day !== undefined) {
          return pastPages.view(reader, customer, { day, as: preview, look });
        }
        return preview
          ? pages.preview(reader, customer, preview)
          : pages.view(reader, customer, look);
      },
    );
    await sender.send(req, res, page);
  };
}

/** A past day; the contract has checked what it looks like. */
function asOf({ asOf: day }: Plain['query']): string | undefined {
  return typeof day === 'string' ? day : undefined;
}

/**
 * True where the contract has nothing to say about the request: what it would
 * let through as it is, so that the way it is asked for most need not go through
 * the contract's own check.
 */
export function isPlainView({ params, query }: Plain): boolean {
  const { namespace = '', name = '' } = params;
  return (
    namespace.length <= namespaceParameter.schema.maxLength &&
    name.length <= nameParameter.schema.maxLength &&
    NAMESPACE.test(namespace) &&
    NAME.test(name) &&
    Object.keys(query).length === 0
  );
}

/** Anything but a word of ours is somebody who opens the page. */
function lookOf(header: string | string[] | undefined): Look {
  return LOOKS.find(look => look === header) ?? 'opened';
}
