import { readDurationFromConfig, type Config } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';

/** From when on what somebody does is told of. */
export interface DetectorsConfig {
  readonly bulkViewing: {
    readonly customers: number;
    readonly withinMs: number;
  };
  readonly repeatedDenials: {
    readonly attempts: number;
    readonly withinMs: number;
  };
}

const ROOT = 'customer360.detectors';
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * @param config - `customer360.detectors`
 * @throws Error naming the key when a value is out of its range
 */
export function readDetectorsConfig(
  config: Config | undefined,
): DetectorsConfig {
  return {
    // Twice of what a busy day of calls takes.
    bulkViewing: {
      customers: readCount(config, 'bulkViewing.customers') ?? 50,
      withinMs: readWithin(config, 'bulkViewing.within') ?? HOUR_MS,
    },
    // A link that is shared too widely is tried once or twice.
    repeatedDenials: {
      attempts: readCount(config, 'repeatedDenials.attempts') ?? 20,
      withinMs: readWithin(config, 'repeatedDenials.within') ?? HOUR_MS / 4,
    },
  };
}

function readCount(
  config: Config | undefined,
  key: string,
): number | undefined {
  const count = config?.getOptionalNumber(key);
  if (count !== undefined && !(Number.isInteger(count) && count > 0)) {
    throw new Error(`${ROOT}.${key} must be a whole number above zero`);
  }
  return count;
}

function readWithin(
  config: Config | undefined,
  key: string,
): number | undefined {
  if (!config?.has(key)) {
    return undefined;
  }
  const ms = durationToMilliseconds(readDurationFromConfig(config, { key }));
  if (!(ms >= MINUTE_MS && ms <= DAY_MS)) {
    throw new Error(`${ROOT}.${key} must be between a minute and a day`);
  }
  return ms;
}
