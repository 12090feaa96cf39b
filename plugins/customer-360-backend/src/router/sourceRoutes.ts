import { sourcesReadPermission } from '@customer-360/backstage-plugin-customer-360-common';
import { describeSources } from '../sources/describeSources';
import { describeSync } from '../sync/describeSync';
import type { Customer360Router, RouterOptions } from './RouterOptions';

/** How the sources are. */
export function addSourceRoutes(
  router: Customer360Router,
  {
    readers,
    access,
    sources,
    board,
    sessions,
    webhookStatus,
    sync,
    clock,
    health,
  }: RouterOptions,
): void {
  router.get('/v1/sources', async (req, res) => {
    await access.require(await readers.read(req), sourcesReadPermission);
    const webhooks = await webhookStatus.all();
    res.setHeader('Cache-Control', 'no-store');
    const states = await sync.cursors.all();
    res.json({
      sources: describeSources(sources, board, sessions, webhooks).map(
        source => ({
          ...source,
          sync: sync.plans
            .filter(plan => plan.source.id === source.id)
            .map(plan => describeSync(plan, states, clock.now())),
        }),
      ),
    });
  });

  router.get('/v1/health', async (_req, res) => {
    const state = await health.state();
    res.setHeader('Cache-Control', 'no-store');
    res.status(state.status === 'down' ? 503 : 200).json(state);
  });
}
