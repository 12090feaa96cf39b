import type { RootConfigService } from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';

export interface StallConfig {
  readonly stalledAfterMs: number;
  readonly notify: readonly string[];
}

const ROOT = 'customer360.ingestion';
const DEFAULT_MS = 30 * 60_000;
/** The catalog itself comes round to an entity every two or three minutes. */
const LEAST_MS = 10 * 60_000;
const KINDS = ['user', 'group'];

/** @throws Error for a time too short to mean anything, and for no people */
export function readStallConfig(config: RootConfigService): StallConfig {
  const key = `${ROOT}.stalledAfter`;
  const stalledAfterMs = config.has(key)
    ? durationToMilliseconds(readDurationFromConfig(config, { key }))
    : DEFAULT_MS;
  if (!(stalledAfterMs >= LEAST_MS)) {
    throw new Error(`${key} must be 10 minutes or more`);
  }
  const notify = config.getOptionalStringArray(`${ROOT}.notify`) ?? [];
  for (const ref of notify) {
    const { kind } = parseEntityRef(ref);
    if (!KINDS.includes(kind.toLocaleLowerCase('en-US'))) {
      throw new Error(`${ROOT}.notify names ${ref}, which is no user or group`);
    }
  }
  return { stalledAfterMs, notify };
}
