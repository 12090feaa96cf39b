import type { RootConfigService } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { readDurationFromConfig, type Config } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';
import {
  CUSTOMER_LIFECYCLES,
  type CustomerLifecycle,
} from '@customer-360/backstage-plugin-customer-360-common';

/** A source that customers come from. */
export interface IngestedSource {
  readonly source: string;
  /** Those that become customers; all where it is left out. */
  readonly lifecycles?: readonly CustomerLifecycle[];
  /** Whether ids stand in annotations of the entity. */
  readonly annotations: boolean;
}

export interface IngestionConfig {
  /** In the order in which they speak; empty where nothing is ingested. */
  readonly sources: readonly IngestedSource[];
  readonly everyMs: number;
  readonly changesEveryMs: number;
  readonly maxRemovedPercent: number;
  readonly owner: {
    /** Ref of the group that owns whom nobody owns. */
    readonly fallback: string;
    /** The role whose person owns the customer. */
    readonly byRole?: string;
  };
}

const ROOT = 'customer360.ingestion';
const MINUTE_MS = 60_000;

/** @throws Error that names the key */
export function readIngestionConfig(
  root: RootConfigService,
): IngestionConfig | undefined {
  const config = root.getOptionalConfig(ROOT);
  const sources = (config?.getOptionalConfigArray('sources') ?? []).map(
    readSource,
  );
  if (!config || sources.length === 0) {
    return undefined;
  }
  const ids = sources.map(({ source }) => source);
  if (new Set(ids).size < ids.length) {
    throw new Error(`${ROOT}.sources names a source twice`);
  }
  const maxRemovedPercent =
    config.getOptionalNumber('guards.maxRemovedPercent') ?? 20;
  if (!(maxRemovedPercent >= 0 && maxRemovedPercent <= 100)) {
    throw new Error(
      `${ROOT}.guards.maxRemovedPercent must be a number from 0 to 100`,
    );
  }
  return {
    sources,
    everyMs: duration(config, 'every', 12 * 60 * MINUTE_MS, 5 * MINUTE_MS),
    changesEveryMs: duration(config, 'changesEvery', MINUTE_MS, 10_000),
    maxRemovedPercent,
    owner: readOwner(config),
  };
}

function readSource(entry: Config): IngestedSource {
  const source = entry.getString('source');
  if (!/^[a-z][a-z0-9-]{0,62}$/.test(source)) {
    throw new Error(`${ROOT}.sources names "${source}", which is no source id`);
  }
  const lifecycles = entry.getOptionalStringArray('filter.lifecycle');
  return {
    source,
    annotations: entry.getOptionalBoolean('annotations') ?? false,
    lifecycles: lifecycles?.map(given => {
      const known = CUSTOMER_LIFECYCLES.find(each => each === given);
      if (known === undefined) {
        throw new Error(
          `${ROOT}.sources: the filter of ${source} takes ${CUSTOMER_LIFECYCLES.join(
            ', ',
          )}`,
        );
      }
      return known;
    }),
  };
}

function readOwner(config: Config): IngestionConfig['owner'] {
  const fallback = parseEntityRef(config.getString('owner.fallback'));
  if (fallback.kind.toLocaleLowerCase('en-US') !== 'group') {
    throw new Error(`${ROOT}.owner.fallback must be the ref of a group`);
  }
  return {
    fallback: stringifyEntityRef(fallback),
    byRole: config.getOptionalString('owner.byRole'),
  };
}

function duration(
  config: Config,
  key: string,
  fallback: number,
  least: number,
): number {
  const ms = config.has(key)
    ? durationToMilliseconds(readDurationFromConfig(config, { key }))
    : fallback;
  if (!(ms >= least)) {
    throw new Error(`${ROOT}.${key} must be ${least / 1_000} seconds or more`);
  }
  return ms;
}
