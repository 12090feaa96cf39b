import type { CacheService } from '@backstage/backend-plugin-api';
import type { Clock } from '../clock/SharedClock';
import type { ServiceConfig } from '../config/ServiceConfig';
import { CacheServiceSharedReadings } from './CacheServiceSharedReadings';
import { NoSharedReadings } from './NoSharedReadings';
import type { SharedReadings } from './SharedReadings';
import type { ValkeyConnection } from './ValkeyConnection';
import { ValkeySharedReadings } from './ValkeySharedReadings';

/** What config asks for: a server of its own, the portal's cache, or nothing. */
export function createSharedReadings(options: {
  cache: CacheService;
  clock: Clock;
  config: ServiceConfig;
  installationId: string;
  onFailure: () => void;
  /** Where config names one. */
  valkey?: ValkeyConnection;
}): SharedReadings {
  const { cache, clock, config, installationId, onFailure, valkey } = options;
  const common = { installationId, onFailure, now: () => clock.now() };
  if (valkey) {
    return new ValkeySharedReadings({ ...common, connection: valkey });
  }
  return config.sharedCache.kind === 'portal'
    ? new CacheServiceSharedReadings({ ...common, cache })
    : new NoSharedReadings();
}
