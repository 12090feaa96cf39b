import type {
  Grant,
  GrantScope,
  GrantState,
  GrantTier,
  LiveGrant,
} from '@customer-360/backstage-plugin-customer-360-common';

/** A row of `c360_grants`. */
export interface GrantRow {
  id: string;
  person: string;
  scope_kind: 'customer' | 'segment';
  scope: string;
  tier: GrantTier;
  /** JSON. */
  labels: string;
  /** JSON; null for all. */
  sections: string | null;
  reason: string;
  state: Exclude<GrantState, 'expired'>;
  break_glass: boolean | number;
  requested_at: string;
  expires_at: string;
  decided_by: string | null;
  decided_at: string | null;
  note: string | null;
  told_at: string | null;
}

export function toRow(grant: Grant): GrantRow {
  const { scope } = grant;
  return {
    id: grant.id,
    person: grant.person,
    scope_kind: scope.kind,
    scope: scope.kind === 'customer' ? scope.ref : scope.segment,
    tier: grant.tier,
    labels: JSON.stringify(grant.labels),
    sections: grant.sections ? JSON.stringify(grant.sections) : null,
    reason: grant.reason,
    state: grant.state === 'expired' ? 'live' : grant.state,
    break_glass: grant.breakGlass,
    requested_at: grant.requestedAt,
    expires_at: grant.expiresAt,
    decided_by: grant.decidedBy ?? null,
    decided_at: grant.decidedAt ?? null,
    note: grant.note ?? null,
    told_at: null,
  };
}

/** What a policy has to know of it. */
export function toLiveGrant(row: GrantRow): LiveGrant {
  return {
    id: row.id,
    person: row.person,
    scope: scopeOf(row),
    tier: row.tier,
    labels: JSON.parse(row.labels),
    ...(row.sections !== null && { sections: JSON.parse(row.sections) }),
    expiresAt: row.expires_at,
    breakGlass: Boolean(row.break_glass),
  };
}

/** @param now - ISO 8601 UTC; says whether what was live is expired */
export function toGrant(row: GrantRow, now: string): Grant {
  const open = row.state === 'live' || row.state === 'requested';
  return {
    ...toLiveGrant(row),
    reason: row.reason,
    state: open && row.expires_at <= now ? 'expired' : row.state,
    requestedAt: row.requested_at,
    ...(row.decided_by !== null && { decidedBy: row.decided_by }),
    ...(row.decided_at !== null && { decidedAt: row.decided_at }),
    ...(row.note !== null && { note: row.note }),
  };
}

function scopeOf({ scope, scope_kind }: GrantRow): GrantScope {
  return scope_kind === 'customer'
    ? { kind: 'customer', ref: scope }
    : { kind: 'segment', segment: scope };
}
