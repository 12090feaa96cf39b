import type { JsonObject } from '@backstage/types';
import type { PortalOptions } from './PortalOptions';

const ALL = {
  tier: 'read-write',
  labels: ['contract', 'sales', 'notes', 'revenue'],
};
/** Reads as much as ALL does and is shown it in another shape. */
const MOST = { ...ALL, labels: ['contract', 'sales', 'notes'] };
const SUMMARY = { tier: 'summary' };
/** Few people ask here for very many: counted as ever, and never refused. */
const UNREACHED = { reads: { perMinute: 1_000_000_000 } };

/** As a portal in production has it, on loopback. */
export function portalConfig(options: PortalOptions): JsonObject {
  const baseUrl = `http://127.0.0.1:${options.port}`;
  const { cache, ...customer360 } = options.customer360 as JsonObject;
  return {
    app: { baseUrl, title: 'Proving ground' },
    organization: { name: 'Proving ground' },
    backend: {
      baseUrl,
      listen: { host: '127.0.0.1', port: options.port },
      auth: {
        keys: [{ secret: 'bm90IGEgc2VjcmV0LCBmb3IgbWVhc3VyZW1lbnRz' }],
        externalAccess: [
          {
            type: 'static',
            options: {
              token: 'proving-ground-service-token',
              subject: 'proving-ground',
            },
          },
        ],
      },
      database: options.postgresUrl
        ? {
            client: 'pg',
            connection: options.postgresUrl,
            ...(options.poolMax && {
              knexConfig: { pool: { min: 0, max: options.poolMax } },
            }),
          }
        : { client: 'better-sqlite3', connection: ':memory:' },
    },
    discovery: {
      endpoints: Object.entries(options.reachedAt).map(
        ([plugin, internal]) => ({
          target: { internal },
          plugins: [plugin],
        }),
      ),
    },
    search: {
      collators: {
        customer360: {
          schedule: {
            frequency: { seconds: 5 },
            timeout: { minutes: 1 },
            initialDelay: { seconds: 1 },
          },
        },
      },
    },
    auth: { environment: 'production', providers: { header: {} } },
    catalog: { rules: [], processingInterval: { hours: 12 } },
    permission: { enabled: true },
    customer360: {
      roles: {
        agent: {
          members: ['group:default/agents'],
          own: ALL,
          team: ALL,
          others: ALL,
          permissions: ['sources.read'],
        },
        specialist: {
          members: ['group:default/specialists'],
          own: MOST,
          team: MOST,
          others: MOST,
        },
        // Sees what is theirs, which is nothing.
        outsider: {
          members: ['group:default/outsiders'],
          own: ALL,
        },
        reader: {
          members: ['group:default/readers'],
          own: SUMMARY,
          team: SUMMARY,
          others: SUMMARY,
        },
      },
      ledger: {
        keys: [
          { id: 'proving', secret: 'not a secret, for measurements only' },
        ],
        heads: { file: '/dev/null' },
      },
      limits: UNREACHED,
      ...customer360,
      cache: {
        ...(cache as JsonObject | undefined),
        ...(options.valkeyUrl && { valkey: { url: options.valkeyUrl } }),
      },
    },
  };
}
