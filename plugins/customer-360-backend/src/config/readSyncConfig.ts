import { readDurationFromConfig, type Config } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';

/** What config says of one bulk of a source. */
export interface SyncSettings {
  readonly enabled: boolean;
  readonly everyMs?: number;
  readonly minimumShare?: number;
}

/** By source, then by bulk. */
export type SyncConfig = ReadonlyMap<string, ReadonlyMap<string, SyncSettings>>;

const MINUTE_MS = 60_000;
const KEYS = ['enabled', 'every', 'minimumShare'];

/**
 * @param config - `customer360`
 * @throws Error naming the key when a value is out of its range
 */
export function readSyncConfig(config: Config | undefined): SyncConfig {
  const sources = config?.getOptionalConfig('sources');
  return new Map(
    (sources?.keys() ?? []).flatMap(id => {
      const sync = sources!.has(`${id}.sync`)
        ? sources!.getConfig(`${id}.sync`)
        : undefined;
      return sync
        ? [
            [
              id,
              new Map(
                sync
                  .keys()
                  .map(bulk => [
                    bulk,
                    readSettings(
                      sync.getConfig(bulk),
                      `customer360.sources.${id}.sync.${bulk}`,
                    ),
                  ]),
              ),
            ] as const,
          ]
        : [];
    }),
  );
}

function readSettings(config: Config, key: string): SyncSettings {
  const unknown = config.keys().find(name => !KEYS.includes(name));
  if (unknown !== undefined) {
    throw new Error(`${key}.${unknown} is not a known key`);
  }
  const everyMs = config.has('every')
    ? durationToMilliseconds(readDurationFromConfig(config, { key: 'every' }))
    : undefined;
  if (
    everyMs !== undefined &&
    !(everyMs >= MINUTE_MS && everyMs <= 60 * MINUTE_MS)
  ) {
    throw new Error(`${key}.every must be between 1 and 60 minutes`);
  }
  const minimumShare = config.getOptionalNumber('minimumShare');
  if (minimumShare !== undefined && !(minimumShare >= 0 && minimumShare <= 1)) {
    throw new Error(`${key}.minimumShare must be between 0 and 1`);
  }
  return {
    enabled: config.getOptionalBoolean('enabled') ?? true,
    ...(everyMs !== undefined && { everyMs }),
    ...(minimumShare !== undefined && { minimumShare }),
  };
}
