import { readDurationFromConfig, type Config } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';

/** How long the figures of customers are remembered. */
export interface ObservationsConfig {
  readonly keptMs: number;
  /** Where the facet needs a label: for that long instead. */
  readonly keptMsByLabel: ReadonlyMap<string, number>;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** A year and a month: what was at this time last year can be told. */
const DEFAULT_KEPT_MS = 400 * DAY_MS;
/** Less would not tell how a figure has moved in 90 days. */
const LEAST_KEPT_MS = 100 * DAY_MS;

/**
 * @param config - `customer360.observations`
 * @throws Error naming the key when a value is out of its range
 */
export function readObservationsConfig(
  config: Config | undefined,
  labels: readonly string[],
): ObservationsConfig {
  const byLabel = config?.getOptionalConfig('keepByLabel');
  const keptMsByLabel = new Map<string, number>();
  for (const label of byLabel?.keys() ?? []) {
    if (!labels.includes(label)) {
      throw new Error(
        `customer360.observations.keepByLabel.${label} names no label; there are: ${labels.join(
          ', ',
        )}`,
      );
    }
    keptMsByLabel.set(label, readKept(byLabel!, label, 'keepByLabel.'));
  }
  return {
    keptMs: config?.has('keep') ? readKept(config, 'keep') : DEFAULT_KEPT_MS,
    keptMsByLabel,
  };
}

function readKept(config: Config, key: string, prefix = ''): number {
  const ms = durationToMilliseconds(readDurationFromConfig(config, { key }));
  if (!(ms >= LEAST_KEPT_MS)) {
    throw new Error(
      `customer360.observations.${prefix}${key} must be 100 days or more: figures are compared with those of 90 days before`,
    );
  }
  return ms;
}
