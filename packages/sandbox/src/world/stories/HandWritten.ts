import type { Blueprint } from '../Blueprint.ts';

/** A hand-written company: all of its blueprint but what its place decides. */
export type HandWritten = Omit<
  Blueprint,
  'index' | 'childIndexes' | 'stripeAccounts' | 'zendeskOrganizations'
> &
  Partial<
    Pick<Blueprint, 'childIndexes' | 'stripeAccounts' | 'zendeskOrganizations'>
  >;
