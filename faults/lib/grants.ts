import assert from 'node:assert/strict';
import type { Visitor } from './views.ts';

const MINUTE_MS = 60_000;

/** What is asked for; the rest is the same for everybody. */
export interface Wanted {
  readonly scope:
    | { kind: 'customer'; ref: string }
    | { kind: 'segment'; segment: string };
  readonly tier?: 'summary' | 'full';
  readonly labels?: readonly string[];
  readonly lastsMs?: number;
  readonly breakGlass?: boolean;
}

export interface Given {
  readonly id: string;
  readonly state: string;
  readonly expiresAt: string;
}

export const customerScope = (customer: number) =>
  ({ kind: 'customer', ref: `customer:default/c${customer}` } as const);

/** Asks, at the visitor's portal; break-glass takes. */
export async function ask(visitor: Visitor, wanted: Wanted): Promise<Given> {
  const { lastsMs = 30 * MINUTE_MS, tier = 'full', ...rest } = wanted;
  return post(visitor, '/grants', 201, {
    ...rest,
    tier,
    reason: 'The customer is on the phone',
    expiresAt: new Date(Date.now() + lastsMs).toISOString(),
  });
}

export async function approve(visitor: Visitor, id: string): Promise<Given> {
  return post(visitor, `/grants/${id}`, 200, { decision: 'approve' });
}

export async function revoke(visitor: Visitor, id: string): Promise<void> {
  const { status, text } = await visitor.get(`/grants/${id}`, {
    method: 'DELETE',
  });
  assert.equal(status, 204, text);
}

async function post(
  visitor: Visitor,
  path: string,
  expected: number,
  body: object,
): Promise<Given> {
  const { status, text } = await visitor.get(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  assert.equal(status, expected, text);
  return JSON.parse(text) as Given;
}
