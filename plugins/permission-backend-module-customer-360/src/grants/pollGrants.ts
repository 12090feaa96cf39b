import type {
  AuthService,
  DiscoveryService,
  LifecycleService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { GrantSnapshot } from './GrantSnapshot';
import { HttpLiveGrantsReader } from './HttpLiveGrantsReader';
import { PolledGrantSnapshot } from './PolledGrantSnapshot';

/**
 * The live grants for a policy: asked for from start to shutdown of the plugin
 * whose services are given, which has to be the permission plugin.
 *
 * @public
 */
export function pollGrants(services: {
  auth: AuthService;
  discovery: DiscoveryService;
  lifecycle: LifecycleService;
  logger: LoggerService;
}): GrantSnapshot {
  const { lifecycle, logger } = services;
  const snapshot = new PolledGrantSnapshot({
    reader: new HttpLiveGrantsReader(services),
    logger,
  });
  lifecycle.addStartupHook(() => snapshot.start());
  lifecycle.addShutdownHook(() => snapshot.stop());
  return snapshot;
}
