import {
  exportPermission,
  ledgerReadPermission,
  usageReadPermission,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { Request } from 'express';
import { once } from 'node:events';
import type { LedgerQuery } from '../ledger/LedgerReader';
import { refusedToo } from '../ledger/refusedToo';
import { toOcsf } from '../ledger/toOcsf';
import type { Customer360Router, RouterOptions } from './RouterOptions';

const DEFAULT_LIMIT = 50;
const EXPORT_PAGE = 200;
/** More are exported in parts, by time. */
const MAX_EXPORTED = 100_000;
/** Of one answer: the next goes on where it ended. */
const VERIFY_MS = 5_000;

/** Who looked at whom, for those who may know. Reading it is in it as well. */
export function addLedgerRoutes(
  router: Customer360Router,
  options: RouterOptions,
): void {
  const { audit, ledgerReader, usage, verifier } = options;
  router.get('/v1/ledger', async (req, res) => {
    const page = await audit.around(
      req,
      'ledger-read',
      { queryType: 'query' },
      async () => {
        const { limit = DEFAULT_LIMIT, ...query } = req.query;
        await record(options, req as Request, 'ledger', query.customer);
        return ledgerReader.query({ ...query, limit });
      },
    );
    res.setHeader('Cache-Control', 'no-store');
    res.json(page);
  });

  router.get('/v1/ledger/export', async (req, res) => {
    const query: Omit<LedgerQuery, 'limit'> = req.query;
    await audit.around(
      req,
      'ledger-read',
      { queryType: 'export' },
      async () => {
        await record(options, req as Request, 'ledger_export', query.customer);
      },
    );
    res.setHeader('Content-Type', 'application/x-ndjson');
    res.setHeader('Cache-Control', 'no-store, no-transform');
    let cursor: string | undefined;
    let exported = 0;
    do {
      const page = await ledgerReader.query({
        ...query,
        cursor,
        limit: EXPORT_PAGE,
      });
      cursor = page.nextCursor;
      exported += page.rows.length;
      const lines = page.rows.map(row => `${JSON.stringify(toOcsf(row))}\n`);
      if (!res.write(lines.join(''))) {
        await Promise.race([once(res, 'drain'), once(res, 'close')]);
      }
    } while (cursor && exported < MAX_EXPORTED && !res.destroyed);
    res.end();
  });

  router.get('/v1/ledger/verify', async (req, res) => {
    const verdict = await audit.around(
      req,
      'ledger-read',
      { queryType: 'verify' },
      async () => {
        await record(options, req as Request, 'ledger_verify');
        return verifier.verify({
          cursor: req.query.cursor,
          limitMs: VERIFY_MS,
        });
      },
    );
    res.setHeader('Cache-Control', 'no-store');
    res.json(verdict);
  });

  router.get('/v1/ledger/usage', async (req, res) => {
    const report = await audit.around(
      req,
      'ledger-read',
      { queryType: 'usage' },
      async () => {
        await record(options, req as Request, 'ledger_usage');
        return usage.of(req.query);
      },
    );
    res.setHeader('Cache-Control', 'no-store');
    res.json(report as never);
  });
}

/** What it takes to read it in each way. */
const NEEDED = {
  ledger: [ledgerReadPermission],
  ledger_export: [ledgerReadPermission, exportPermission],
  ledger_verify: [ledgerReadPermission],
  ledger_usage: [usageReadPermission],
} as const;

/**
 * Who reads the ledger is in it first, and who is refused as well.
 *
 * @throws NotAllowedError without the permissions that it takes
 */
async function record(
  { access, ledger, readers }: RouterOptions,
  req: Request,
  kind: keyof typeof NEEDED,
  customerRef?: string,
): Promise<void> {
  const reader = await readers.read(req);
  const entry = {
    kind,
    actorRef: reader.userRef,
    customerRef,
    facets: {},
    labels: [],
  };
  await refusedToo(ledger, entry, async () => {
    for (const permission of NEEDED[kind]) {
      await access.require(reader, permission);
    }
  });
  await ledger.append([entry]);
}
