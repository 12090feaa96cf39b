import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  metricsServiceRef,
  type MetricAttributes,
  type MetricsService,
} from '@backstage/backend-plugin-api/alpha';

/** What was counted, by `name{label=value,…}`. */
export const counted = new Map<string, number>();

function add(name: string, by: number, attributes: MetricAttributes = {}) {
  const labels = Object.entries(attributes)
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(',');
  const key = `${name}{${labels}}`;
  counted.set(key, (counted.get(key) ?? 0) + by);
}

const instrument = (name: string) => ({
  add: (value: number, attributes?: MetricAttributes) =>
    add(name, value, attributes),
  // Of what is recorded only how often is kept.
  record: (_value: number, attributes?: MetricAttributes) =>
    add(name, 1, attributes),
  addCallback: () => {},
  removeCallback: () => {},
});

/** Keeps all counts of the process, for who measures it from outside. */
export const countingMetrics = createServiceFactory({
  service: metricsServiceRef,
  deps: {},
  factory: (): MetricsService =>
    ({
      createCounter: instrument,
      createUpDownCounter: instrument,
      createHistogram: instrument,
      createGauge: instrument,
      createObservableCounter: instrument,
      createObservableUpDownCounter: instrument,
      createObservableGauge: instrument,
    } as MetricsService),
});
