import type { Portal } from 'rig';
import { SECRET } from './deliveries.ts';
import { Ground, type FaultPortalOptions } from './Ground.ts';
import { PluginDatabase } from './PluginDatabase.ts';
import { freshFor } from './times.ts';
import { Visitor } from './views.ts';

/** Where vendors' webhooks arrive: two instances, and what they write down. */
export interface ToldPortals {
  readonly portals: readonly Portal[];
  readonly visitors: readonly Visitor[];
  readonly database: PluginDatabase;
}

/**
 * Two instances that are told of changes by their sources, ready when they know
 * whose the accounts are.
 *
 * @param each - what the instances have that the other has not
 */
export async function startToldPortals(
  ground: Ground,
  options: Partial<FaultPortalOptions> & { sources: number; customers: number },
  each: ReadonlyArray<Partial<FaultPortalOptions>> = [{}, {}],
  env: Record<string, string> = {},
): Promise<ToldPortals> {
  const portals: Portal[] = [];
  for (const [at, own] of each.entries()) {
    portals.push(
      await ground.portal(
        {
          ingest: at === 0,
          webhookSecret: SECRET,
          hurried: ['customer-360-customers'],
          customer360: { facets: freshFor() },
          ...options,
          ...own,
        },
        env,
      ),
    );
  }
  const database = PluginDatabase.of(ground.postgres);
  ground.onEnd(() => database.end());
  await database.untilAccountsKnown(options.customers);
  return {
    portals,
    database,
    visitors: await Promise.all(portals.map(portal => Visitor.at(portal))),
  };
}
