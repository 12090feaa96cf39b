import type Stripe from 'stripe';

/**
 * The SDK's types as they travel: its `Decimal` objects are strings in JSON,
 * and what it never sends (`deleted?: void`) stays away.
 */
export type Wire<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends Stripe.Decimal
  ? string
  : T extends readonly (infer Item)[]
  ? Wire<Item>[]
  : T extends object
  ? { [Key in keyof T]: Wire<T[Key]> }
  : T;

/** The version whose shapes are answered here. */
export const API_VERSION = '2026-10-28.endive';
export const ACCOUNT_ID = 'acct_1MeridianFleetSbx';
export const ACCOUNT_NAME = 'Meridian Fleet (sandbox)';

/** Stripe counts in whole seconds since 1970. */
export function seconds(iso: string): number {
  return Math.floor(Date.parse(iso) / 1_000);
}

export function optionalSeconds(iso: string | undefined): number | null {
  return iso === undefined ? null : seconds(iso);
}

/** A list inside another object, cut as Stripe cuts it. */
export function listOf<T>(
  url: string,
  all: readonly T[],
  limit = 10,
): { object: 'list'; data: T[]; has_more: boolean; url: string } {
  return {
    object: 'list',
    data: all.slice(0, limit),
    has_more: all.length > limit,
    url,
  };
}
