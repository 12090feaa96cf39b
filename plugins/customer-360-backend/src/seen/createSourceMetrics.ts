import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type { SourceMetrics } from '@customer-360/backstage-plugin-customer-360-node';

/**
 * `customer360.source.request.duration` in seconds, by source, operation and
 * outcome, and `customer360.source.breaker.changes` by source and state. No
 * person and no customer is in them, so their series stay few.
 */
export function createSourceMetrics(metrics: MetricsService): SourceMetrics {
  const duration = metrics.createHistogram(
    'customer360.source.request.duration',
    { description: 'Attempts to reach a source', unit: 's' },
  );
  const breaker = metrics.createCounter('customer360.source.breaker.changes', {
    description: 'Sources that were given up on, tried again, and back',
    unit: '{change}',
  });
  return {
    onAttempt: ({ source, operation, outcome, durationMs }) =>
      duration.record(durationMs / 1000, { source, operation, outcome }),
    onBreaker: ({ source, state }) => breaker.add(1, { source, state }),
  };
}
