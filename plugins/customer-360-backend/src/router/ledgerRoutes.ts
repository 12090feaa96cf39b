import {
  exportPermission,
  ledgerReadPermission,
  usageReadPermission,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { Request } from 'express';
import { once } from 'node:events';
import type { LedgerQuery } from '../ledger/LedgerReader';
import type { LedgerEntry } from '../ledger/LedgerStore';
import { refusedToo } from '../ledger/refusedToo';
import type { Customer360Router, RouterOptions } from './RouterOptions';

const DEFAULT_LIMIT = 50;
/** Of one answer: the next goes on where it ended. */
const VERIFY_MS = 5_000;

/** Who looked at whom, for those who may know. Reading it is in it as well. */
export function addLedgerRoutes(
  router: Customer360Router,
  options: RouterOptions,
): void {
  const { audit, ledger, ledgerExport, ledgerReader, usage, verifier } =
    options;
  router.get('/v1/ledger', async (req, res) => {
    const page = await audit.around(
      req,
      'ledger-read',
      { queryType: 'query' },
      async () => {
        const { limit = DEFAULT_LIMIT, only, ...query } = req.query;
        const entry = await allow(options, req, 'ledger', query);
        const found = await ledgerReader.query({
          ...query,
          limit,
          looksOnly: only === 'looks',
        });
        await ledger.append([{ ...entry, rows: found.rows.length }]);
        return found;
      },
    );
    res.setHeader('Cache-Control', 'no-store');
    res.json(page);
  });

  router.get('/v1/ledger/export', async (req, res) => {
    const rows = await audit.around(
      req,
      'ledger-read',
      { queryType: 'export' },
      async () => {
        const entry = await allow(options, req, 'ledger_export', req.query);
        const found = await ledgerExport.of(req.query);
        await ledger.append([{ ...entry, rows: found.count }]);
        return found;
      },
    );
    res.setHeader('Content-Type', 'application/x-ndjson');
    res.setHeader('Cache-Control', 'no-store, no-transform');
    for await (const lines of rows.pages()) {
      if (res.destroyed) {
        return;
      }
      if (!res.write(lines)) {
        await Promise.race([once(res, 'drain'), once(res, 'close')]);
      }
    }
    res.end();
  });

  router.get('/v1/ledger/verify', async (req, res) => {
    const verdict = await audit.around(
      req,
      'ledger-read',
      { queryType: 'verify' },
      async () => {
        await ledger.append([await allow(options, req, 'ledger_verify')]);
        return verifier.verify({
          cursor: req.query.cursor,
          limitMs: VERIFY_MS,
        });
      },
    );
    res.setHeader('Cache-Control', 'no-store');
    res.json({ ...verdict, findings: [...verdict.findings] });
  });

  router.get('/v1/ledger/usage', async (req, res) => {
    const report = await audit.around(
      req,
      'ledger-read',
      { queryType: 'usage' },
      async () => {
        await ledger.append([await allow(options, req, 'ledger_usage')]);
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
 * Who is refused is in the ledger before they are told.
 *
 * @returns the row of who is not, to be written before anything is sent
 * @throws NotAllowedError without the permissions that it takes
 */
async function allow(
  { access, ledger, readers }: RouterOptions,
  req: unknown,
  kind: keyof typeof NEEDED,
  { customer, person }: Pick<LedgerQuery, 'customer' | 'person'> = {},
): Promise<LedgerEntry> {
  const reader = await readers.read(req as Request);
  const entry: LedgerEntry = {
    kind,
    actorRef: reader.userRef,
    requestId: reader.requestId,
    customerRef: customer,
    subjectRef: person,
    facets: {},
    labels: [],
  };
  await refusedToo(ledger, entry, async () => {
    for (const permission of NEEDED[kind]) {
      await access.require(reader, permission);
    }
  });
  return entry;
}
