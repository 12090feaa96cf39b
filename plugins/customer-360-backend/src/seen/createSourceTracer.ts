import type { TracingService } from '@backstage/backend-plugin-api/alpha';
import type { SourceTracer } from '@customer-360/backstage-plugin-customer-360-node';

/** A span per attempt to reach a source, inside that of the request. */
export function createSourceTracer(tracing: TracingService): SourceTracer {
  return {
    span: (name, attributes, fn) =>
      tracing.startActiveSpan(
        name,
        {
          kind: 'client',
          attributes: Object.fromEntries(
            Object.entries(attributes).map(([key, value]) => [
              `customer360.${key}`,
              value,
            ]),
          ),
        },
        fn,
      ),
  };
}
