import {
  toShortText,
  type FeaturesData,
  soonestFirst,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { FacetReader } from '@customer-360/backstage-plugin-customer-360-node';
import type { RowOf } from '../queries/QueryDefinition';
import type { queryDefinitions } from '../queries/queryDefinitions';
import { rowsIfConfigured, type FacetContext } from './FacetContext';
import { knownAccount } from './knownAccount';

type WeekRow = RowOf<(typeof queryDefinitions)['featuresWeekly']>;

/** As many weeks as a feature keeps. */
const MAX_WEEKS = 104;

/** Which parts of the product they use. */
export function featuresReader(facet: FacetContext): FacetReader<FeaturesData> {
  return {
    async read(account, context) {
      await knownAccount(facet, account, context);
      const [features, weeks] = await Promise.all([
        rowsIfConfigured(facet, 'features', account, context),
        rowsIfConfigured(facet, 'featuresWeekly', account, context),
      ]);
      const weekly = weeksByFeature(weeks.rows);
      return {
        missing: [...features.missing, ...weeks.missing],
        truncated: features.truncated || weeks.truncated,
        data: {
          features: features.rows.map(row => ({
            source: facet.source,
            id: row.feature_id,
            url: facet.accountLink({ id: account.id }),
            name: toShortText(row.name ?? row.feature_id),
            users: row.users,
            eligibleUsers: row.eligible_users,
            lastUsedAt: row.last_used_at,
            // Unless the query has a rule of its own: somebody uses it.
            adopted: row.adopted ?? row.users > 0,
            weekly: weekly.get(row.feature_id) ?? [],
          })),
        },
      };
    },
  };
}

function weeksByFeature(
  rows: readonly WeekRow[],
): Map<string, FeaturesData['features'][number]['weekly']> {
  const byFeature = new Map<string, Array<{ week: string; users: number }>>();
  for (const { feature_id: id, week, users } of rows) {
    byFeature.set(id, [...(byFeature.get(id) ?? []), { week, users }]);
  }
  return new Map(
    [...byFeature].map(([id, weeks]) => [
      id,
      weeks.sort(soonestFirst(({ week }) => week)).slice(-MAX_WEEKS),
    ]),
  );
}
