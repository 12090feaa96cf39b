import {
  BREAK_GLASS_MAX_MINUTES,
  SECTIONS,
  type CustomerAccessView,
  type FacetId,
  type GrantScope,
  type GrantTier,
  type SectionId,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { AccessRequest } from '../api/AccessApi';
import { refOf } from '../format/refOf';

/** Of the service's contract. @internal */
export const REASON_MIN = 10;
/** @internal */
export const REASON_MAX = 1_000;

/** @internal */
export const EMERGENCY_MINUTES = [15, 30, BREAK_GLASS_MAX_MINUTES] as const;

const DAY_MS = 24 * 3600 * 1000;
const DEFAULT_DAYS = 7;
/** The service's clock may be ahead of the reader's. */
const CLOCK_SLACK_MS = 30_000;

/** What stands in the form. @internal */
export interface AskForm {
  /** The ref is empty while no customer is named. */
  readonly scope: GrantScope;
  /** Empty for all. */
  readonly sections: readonly SectionId[];
  readonly tier: GrantTier;
  readonly labels: readonly string[];
  /** `YYYY-MM-DD`, the last day, in the reader's zone. */
  readonly lastDay: string;
  readonly reason: string;
  /** How long an emergency lasts; undefined where it is none. */
  readonly minutes?: number;
}

/** `YYYY-MM-DD` in the reader's zone. @internal */
export function dayIn(days: number, now: Date): string {
  const then = new Date(now.getTime() + days * DAY_MS);
  return [
    then.getFullYear(),
    String(then.getMonth() + 1).padStart(2, '0'),
    String(then.getDate()).padStart(2, '0'),
  ].join('-');
}

/**
 * What is asked for at first: the facet that was missing, with the label that it
 * takes, for a week; all sections where it is asked in general.
 *
 * @internal
 */
export function beginAsking(
  { customer, facets }: Pick<CustomerAccessView, 'customer' | 'facets'>,
  { facet, labels = [] }: { facet?: FacetId; labels?: readonly string[] },
  now: Date,
): AskForm {
  const missing = facets.find(known => known.facet === facet);
  return {
    scope: { kind: 'customer', ref: customer.ref },
    sections: SECTIONS.filter(id => id === missing?.section),
    tier: 'full',
    labels: missing?.label ? [missing.label] : labels,
    lastDay: dayIn(DEFAULT_DAYS, now),
    reason: '',
  };
}

/** Of a customer that is still to be named: all of it. @internal */
export function beginAskingForAny(now: Date): AskForm {
  const customer = { ref: '', title: '' };
  return beginAsking({ customer, facets: [] }, {}, now);
}

const IN_LINK = /\/([^/]+)\/customer\/([^/?#]+)/i;

/**
 * Ref of the customer whose ref, name or link somebody has; empty where it is
 * none of these.
 *
 * @internal
 */
export function customerRefOf(text: string): string {
  const [, namespace, name] = IN_LINK.exec(text) ?? [];
  const named = namespace === undefined ? text : `${namespace}/${name}`;
  return refOf(named, 'customer') ?? '';
}

/** Undefined while the form says too little. @internal */
export function requestOf(form: AskForm, now: Date): AccessRequest | undefined {
  const reason = form.reason.trim();
  const end = new Date(`${form.lastDay}T23:59:59`).getTime();
  const expires =
    form.minutes === undefined
      ? end
      : now.getTime() + form.minutes * 60_000 - CLOCK_SLACK_MS;
  if (
    (form.scope.kind === 'customer' && form.scope.ref === '') ||
    reason.length < REASON_MIN ||
    reason.length > REASON_MAX ||
    !(expires > now.getTime())
  ) {
    return undefined;
  }
  return {
    scope: form.scope,
    tier: form.tier,
    labels: [...form.labels],
    ...(form.sections.length > 0 && { sections: [...form.sections] }),
    reason,
    expiresAt: new Date(expires).toISOString(),
    ...(form.minutes !== undefined && { breakGlass: true }),
  };
}
