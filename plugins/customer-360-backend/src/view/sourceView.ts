import type {
  FacetDefinition,
  FacetSourceView,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { AccountReading, SourceReading } from '../facets/readings';
import { combineStates, type ReadState } from './combineStates';

/** One source's part in a facet, over all the accounts linked there. */
export function sourceView(
  definition: FacetDefinition,
  reading: SourceReading,
): FacetSourceView {
  const read = reading.accounts.flatMap(account =>
    account.kind === 'read' ? [account] : [],
  );
  const states = reading.accounts.map(account =>
    accountState(definition, account),
  );
  const missing = [
    ...new Set(read.flatMap(account => account.reading.missing)),
  ];
  const reason = reading.accounts.flatMap(failureOf)[0] ?? reading.notLooked;
  const renewing =
    reading.linked ||
    reading.looking ||
    read.some(({ stale }) => stale === 'renewing');
  return {
    id: reading.source.id,
    title: reading.source.title,
    state: combineStates(states),
    ...(reason && { reason }),
    ...(renewing && { renewing }),
    ...instants(read.map(account => account.reading)),
    ...(read.some(account => account.reading.truncated) && { truncated: true }),
    ...(missing.length > 0 && { missing }),
    ...(reading.candidates.length > 0 && {
      candidates: [...reading.candidates],
    }),
    ...(reading.foundBy && { foundBy: reading.foundBy }),
  };
}

function accountState(
  definition: FacetDefinition,
  account: AccountReading,
): ReadState {
  if (account.kind === 'failed') {
    switch (account.reason) {
      case 'not_found':
        return 'unlinked';
      case 'no_access':
        return 'no_access';
      default:
        return 'unavailable';
    }
  }
  if (account.stale) {
    return 'stale';
  }
  if (account.reading.missing.length > 0) {
    return 'partial';
  }
  return definition.isEmpty(account.reading.data) ? 'empty' : 'ok';
}

function failureOf(account: AccountReading) {
  const reason = account.kind === 'failed' ? account.reason : account.stale;
  return reason === undefined ||
    reason === 'renewing' ||
    reason === 'not_found' ||
    reason === 'no_access'
    ? []
    : [reason];
}

/** The oldest of each: a figure is as old as its oldest input. */
function instants(
  readings: ReadonlyArray<{
    fetchedAt: number;
    freshUntil: number;
    asOf?: string;
  }>,
) {
  if (readings.length === 0) {
    return {};
  }
  const oldest = (values: number[]) =>
    new Date(Math.min(...values)).toISOString();
  return {
    fetchedAt: oldest(readings.map(({ fetchedAt }) => fetchedAt)),
    asOf: readings
      .map(({ asOf, fetchedAt }) => asOf ?? new Date(fetchedAt).toISOString())
      .sort()[0],
    freshUntil: oldest(readings.map(({ freshUntil }) => freshUntil)),
  };
}
