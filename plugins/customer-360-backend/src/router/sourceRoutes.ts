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
    expiries,
    ingestionRounds,
    reach,
    sessions,
    webhookStatus,
    sync,
    clock,
    health,
  }: RouterOptions,
): void {
  router.get('/v1/sources', async (req, res) => {
    await access.require(await readers.read(req), sourcesReadPermission);
    const [webhooks, states, reached, ingestion] = await Promise.all([
      webhookStatus.all(),
      sync.cursors.all(),
      reach.all(),
      ingestionRounds.all(),
    ]);
    res.setHeader('Cache-Control', 'no-store');
    res.json({
      sources: describeSources(sources, {
        board,
        sessions,
        webhooks,
        reach: reached,
        ingestion,
        syncOf: id =>
          sync.plans
            .filter(plan => plan.source.id === id)
            .map(plan => describeSync(plan, states, clock.now())),
        expiriesOf: id => expiries.of(id),
      }),
    } as never);
  });

  router.get('/v1/health', async (_req, res) => {
    const state = await health.state();
    res.setHeader('Cache-Control', 'no-store');
    res.status(state.status === 'down' ? 503 : 200).json(state);
  });
}
