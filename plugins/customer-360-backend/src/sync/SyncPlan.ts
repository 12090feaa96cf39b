import { durationToMilliseconds } from '@backstage/types';
import type {
  CustomerSource,
  SourceBulk,
} from '@customer-360/backstage-plugin-customer-360-node';
import type { SyncConfig } from '../config/readSyncConfig';

/** One bulk of one source, as config wants it. */
export interface SyncPlan {
  readonly source: CustomerSource;
  readonly bulk: SourceBulk;
  readonly everyMs: number;
  /** A round with fewer accounts than this share of the last one is refused. */
  readonly minimumShare: number;
}

const DEFAULT_MINIMUM_SHARE = 0.5;
const ID_PATTERN = /^[a-z][a-z0-9-]{0,62}$/;

/**
 * All that is to be read in bulk, in the order of the sources.
 *
 * @throws Error naming the key in config that no bulk stands behind, or the bulk
 *   whose id is no plain word or stands twice
 */
export function syncPlans(
  sources: readonly CustomerSource[],
  config: SyncConfig,
): SyncPlan[] {
  return sources.flatMap(source => {
    const settings = config.get(source.id) ?? new Map();
    const bulks = source.bulk ?? [];
    const ids = bulks.map(({ id }) => id);
    const wrong = ids.find(
      (id, i) => !ID_PATTERN.test(id) || ids.indexOf(id) !== i,
    );
    if (wrong !== undefined) {
      throw new Error(
        `The source "${source.id}" has a bulk "${wrong}" that stands twice or is no plain word`,
      );
    }
    for (const id of settings.keys()) {
      if (!ids.includes(id)) {
        throw new Error(
          `customer360.sources.${
            source.id
          }.sync.${id} names nothing that this source reads in bulk; there is: ${
            ids.join(', ') || 'nothing'
          }`,
        );
      }
    }
    return bulks.flatMap(bulk => {
      const own = settings.get(bulk.id);
      return own?.enabled === false
        ? []
        : [
            {
              source,
              bulk,
              everyMs: own?.everyMs ?? durationToMilliseconds(bulk.every),
              minimumShare: own?.minimumShare ?? DEFAULT_MINIMUM_SHARE,
            },
          ];
    });
  });
}
