import {
  toShortText,
  type EntitlementsData,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { FacetReader } from '@customer-360/backstage-plugin-customer-360-node';
import { rowsIfConfigured, type FacetContext } from './FacetContext';
import { knownAccount } from './knownAccount';

/** What the product lets them do. */
export function entitlementsReader(
  facet: FacetContext,
): FacetReader<EntitlementsData> {
  return {
    async read(account, context) {
      await knownAccount(facet, account, context);
      const [entitlements, flags] = await Promise.all([
        rowsIfConfigured(facet, 'entitlements', account, context),
        rowsIfConfigured(facet, 'flags', account, context),
      ]);
      const row = entitlements.rows.at(0);
      return {
        missing: [...entitlements.missing, ...flags.missing],
        truncated: flags.truncated,
        data: {
          plan: row?.plan === undefined ? undefined : toShortText(row.plan),
          seats: row?.seats,
          flags: flags.rows.map(flag => ({
            source: facet.source,
            id: flag.flag_id,
            url: facet.accountLink({ id: account.id }),
            name: toShortText(flag.name ?? flag.flag_id),
            on: flag.enabled,
            since: flag.since,
          })),
        },
      };
    },
  };
}
