import { SEAL } from '../chain/LedgerRow';
import type { NoteKind } from '../LedgerNotes';
import type { LedgerRecordView } from '../LedgerReader';
import type { LedgerKind } from '../LedgerStore';

/** `activity_id` of the class, by its caption. */
const ACTIVITIES = { Create: 1, Read: 2, Update: 3, Delete: 4 } as const;

type Activity = keyof typeof ACTIVITIES;

/** Undefined for what is none of the four. */
const ACTIVITY_OF: Readonly<
  Record<LedgerKind | NoteKind | typeof SEAL, Activity | undefined>
> = {
  view: 'Read',
  facet: 'Read',
  refresh: 'Read',
  stream: 'Read',
  brief: 'Read',
  since_look: 'Read',
  lookup: 'Read',
  by_id: 'Read',
  access: 'Read',
  ledger: 'Read',
  ledger_export: 'Read',
  ledger_verify: 'Read',
  ledger_usage: 'Read',
  grant: 'Update',
  grant_list: 'Read',
  break_glass: 'Create',
  link: 'Update',
  link_list: 'Read',
  orphan_list: 'Read',
  alert: 'Read',
  observations_erase: 'Delete',
  portfolio: 'Read',
  portfolio_export: 'Read',
  alarm: undefined,
  ledger_alarm: undefined,
  roles_changed: 'Update',
  [SEAL]: undefined,
};

/** What a step of these kinds is, where it is not what the kind says. */
const STEPS: Readonly<Record<string, Readonly<Record<string, Activity>>>> = {
  grant: { requested: 'Create', revoked: 'Delete' },
  link: { confirmed: 'Create', forced: 'Create', undone: 'Delete' },
};

/** Informational, low, medium, high, critical. */
type Severity = 1 | 2 | 3 | 4 | 5;

/**
 * A row in the terms of the Open Cybersecurity Schema Framework 1.3: class 6003
 * "API Activity", so that a SIEM takes it without a mapping of its own.
 */
export function toOcsf(row: LedgerRecordView): object {
  const activity = activityOf(row);
  const id = activity ? ACTIVITIES[activity] : 99;
  const failed = row.outcome === 'denied';
  return {
    category_uid: 6,
    class_uid: 6003,
    activity_id: id,
    activity_name: activity ?? row.kind,
    type_uid: 600_300 + id,
    time: Date.parse(row.at),
    severity_id: severityOf(row),
    status_id: failed ? 2 : 1,
    status: failed ? 'Failure' : 'Success',
    metadata: {
      version: '1.3.0',
      product: { name: 'Customer 360', vendor_name: 'Backstage' },
      uid: `${row.chain}/${row.seq}`,
      log_name: row.chain,
      sequence: row.seq,
    },
    actor: actorOf(row),
    api: {
      operation: row.kind,
      service: { name: 'customer-360' },
      request: { uid: row.requestId },
    },
    src_endpoint: { name: 'customer-360' },
    resources: resourcesOf(row),
    unmapped: {
      facets: row.facets,
      policy_version: row.policyVersion,
      ...row.detail,
    },
  };
}

function activityOf({ detail, kind }: LedgerRecordView): Activity | undefined {
  const known: Readonly<Record<string, Activity | undefined>> = ACTIVITY_OF;
  return STEPS[kind]?.[detail?.step ?? ''] ?? known[kind];
}

function severityOf({ detail, kind, outcome }: LedgerRecordView): Severity {
  switch (kind) {
    case 'ledger_alarm':
      return detail?.state === 'whole' ? 1 : 5;
    case 'alarm':
      return 4;
    case 'break_glass':
    case 'roles_changed':
      return 3;
    default:
      return outcome === 'denied' ? 2 : 1;
  }
}

function actorOf(row: LedgerRecordView): object {
  if (row.outcome === 'none') {
    // The service itself; whom it is about is a resource.
    return { app_name: 'customer-360' };
  }
  return {
    user:
      row.person === undefined
        ? { name: 'forgotten', type_id: 0 }
        : { uid: row.person, type_id: 1 },
    ...(row.actingAs !== undefined && {
      authorizations: [{ decision: `preview as ${row.actingAs}` }],
    }),
  };
}

function resourcesOf(row: LedgerRecordView): object[] {
  return [
    ...(row.customer === undefined
      ? []
      : [{ type: 'customer', uid: row.customer, labels: [...row.labels] }]),
    ...(row.outcome === 'none' && row.person !== undefined
      ? [{ type: 'user', uid: row.person }]
      : []),
  ];
}
