import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type { SourceMetrics } from '@customer-360/backstage-plugin-customer-360-node';

/**
 * `customer360.source.request.duration` in seconds, by source, operation and
 * outcome. No person and no customer is in it, so its series stay few.
 */
export function createSourceMetrics(metrics: MetricsService): SourceMetrics {
  const duration = metrics.createHistogram(
    'customer360.source.request.duration',
    { description: 'Attempts to reach a source', unit: 's' },
  );
  return {
    onAttempt: ({ source, operation, outcome, durationMs }) =>
      duration.record(durationMs / 1000, { source, operation, outcome }),
  };
}
