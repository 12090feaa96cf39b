import type { Config } from '@backstage/config';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/;

/**
 * When the keys of sources end, by source. A day is its beginning in UTC: warned
 * a little early is warned.
 *
 * @param config - `customer360`
 * @throws Error naming the key where it is neither a day nor an instant
 */
export function readCredentialsExpireAt(
  config: Config | undefined,
): ReadonlyMap<string, Date> {
  const sources = config?.getOptionalConfig('sources');
  return new Map(
    (sources?.keys() ?? []).flatMap(id => {
      const text = sources!
        .getConfig(id)
        .getOptionalString('credentialsExpireAt');
      return text === undefined ? [] : [[id, readDate(id, text)] as const];
    }),
  );
}

function readDate(id: string, text: string): Date {
  const date = new Date(text);
  if (
    (!DAY.test(text) && !INSTANT.test(text)) ||
    Number.isNaN(date.getTime())
  ) {
    throw new Error(
      `customer360.sources.${id}.credentialsExpireAt must be a day (2027-03-01) or an instant (2027-03-01T12:00:00Z)`,
    );
  }
  return date;
}
