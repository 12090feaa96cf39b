import type { LedgerRecordView } from './LedgerReader';

const READS: ReadonlySet<string> = new Set([
  'view',
  'stream',
  'facet',
  'refresh',
  'lookup',
  'by_id',
]);

/**
 * A row in the terms of the Open Cybersecurity Schema Framework 1.3: class 6003
 * "API Activity", so that a SIEM takes it without a mapping of its own.
 */
export function toOcsf(row: LedgerRecordView): object {
  const activity = READS.has(row.kind) ? 2 : 99;
  const failed = row.outcome === 'denied';
  return {
    category_uid: 6,
    class_uid: 6003,
    activity_id: activity,
    activity_name: activity === 2 ? 'Read' : row.kind,
    type_uid: 600_300 + activity,
    time: Date.parse(row.at),
    severity_id: failed ? 2 : 1,
    status_id: failed ? 2 : 1,
    status: failed ? 'Failure' : 'Success',
    metadata: {
      version: '1.3.0',
      product: { name: 'Customer 360', vendor_name: 'Backstage' },
      uid: row.requestId,
      log_name: row.chain,
      sequence: row.seq,
    },
    actor: {
      // A person who has been forgotten.
      user:
        row.person === undefined
          ? { type_id: 0 }
          : { uid: row.person, type_id: 1 },
      ...(row.actingAs !== undefined && {
        authorizations: [{ decision: `preview as ${row.actingAs}` }],
      }),
    },
    api: { operation: row.kind, service: { name: 'customer-360' } },
    src_endpoint: { name: 'customer-360' },
    resources: row.customer
      ? [{ type: 'customer', uid: row.customer, labels: [...row.labels] }]
      : [],
    unmapped: {
      facets: row.facets,
      policy_version: row.policyVersion,
      ...row.detail,
    },
  };
}
