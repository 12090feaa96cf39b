import type { RootConfigService } from '@backstage/backend-plugin-api';
import { readDurationFromConfig, type Config } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';
import { LABELS } from '@customer-360/backstage-plugin-customer-360-common';
import { createHash } from 'node:crypto';
import { readAlertsConfig } from './readAlertsConfig';
import { readCredentialsExpireAt } from './readCredentialsExpireAt';
import { readDetectorsConfig } from './readDetectorsConfig';
import { readWebhooksConfig } from './readWebhooksConfig';
import { readLedgerConfig, type LedgerSurroundings } from './readLedgerConfig';
import { readObservationsConfig } from './readObservationsConfig';
import { readReportingConfig } from './readReportingConfig';
import { readSyncConfig } from './readSyncConfig';
import type {
  FacetSettings,
  ServiceConfig,
  SharedCacheConfig,
} from './ServiceConfig';

const DEFAULT_DEADLINE_MS = 4_000;
const DEFAULT_SOURCE_DEADLINE_MS = 20_000;
const DEFAULT_CACHE_MAX_BYTES = 128 * 1024 * 1024;
const DEFAULT_CONCURRENT_CALLS = 64;
const DEFAULT_CONCURRENT_REQUESTS = 500;
/** Five a second, with a minute's worth at once: no hand asks that often. */
const DEFAULT_READS_PER_MINUTE = 300;
const DEFAULT_GRANT_MAX_DAYS = 90;
const LABEL_PATTERN = /^[a-z][a-z0-9-]{0,62}$/;

/**
 * @throws Error naming the key when a value is out of its range
 */
export function readServiceConfig(
  root: RootConfigService,
  knownFacets: ReadonlySet<string>,
  surroundings: LedgerSurroundings = {},
): ServiceConfig {
  const config = root.getOptionalConfig('customer360');
  const deadlineMs = readMs(config, 'deadline') ?? DEFAULT_DEADLINE_MS;
  const sourceDeadlineMs =
    readMs(config, 'sourceDeadline') ??
    Math.max(DEFAULT_SOURCE_DEADLINE_MS, deadlineMs);
  if (sourceDeadlineMs < deadlineMs) {
    throw new Error(
      'customer360.sourceDeadline must not be shorter than customer360.deadline: a read that is late for the page finishes in the background',
    );
  }
  const labels = readLabels(config);
  const facets = readFacets(config, knownFacets, labels);
  return {
    deadlineMs,
    sourceDeadlineMs,
    cacheMaxBytes:
      readPositive(config, 'cache.maxBytes') ?? DEFAULT_CACHE_MAX_BYTES,
    sharedCache: readSharedCache(root, config),
    maxConcurrentCalls:
      readPositive(config, 'maxConcurrentCalls') ?? DEFAULT_CONCURRENT_CALLS,
    maxConcurrentRequests:
      readPositive(config, 'maxConcurrentRequests') ??
      DEFAULT_CONCURRENT_REQUESTS,
    readsPerMinute:
      readPositive(config, 'limits.reads.perMinute') ??
      DEFAULT_READS_PER_MINUTE,
    facets,
    ledger: readLedgerConfig(root, surroundings),
    detectors: readDetectorsConfig(config?.getOptionalConfig('detectors')),
    observations: readObservationsConfig(
      config?.getOptionalConfig('observations'),
      labels,
    ),
    alerts: readAlertsConfig(config?.getOptionalConfig('alerts')),
    webhooks: readWebhooksConfig(root),
    grantMaxDays:
      readPositive(config, 'grants.maxDays') ?? DEFAULT_GRANT_MAX_DAYS,
    policyVersion: policyVersionOf(config, facets),
    labels,
    allowAllPolicy:
      config?.getOptionalBoolean('access.allowAllPolicy') ?? false,
    sourceOrder: config?.getOptionalConfig('sources')?.keys() ?? [],
    reporting: readReportingConfig(config),
    sync: readSyncConfig(config),
    credentialsExpireAt: readCredentialsExpireAt(config),
  };
}

/**
 * Of the roles in config and of what needs which label; a policy of the
 * company's own is not known here.
 */
function policyVersionOf(
  config: Config | undefined,
  facets: ReadonlyMap<string, FacetSettings>,
): string {
  return createHash('sha256')
    .update(
      JSON.stringify([
        config?.getOptional('roles') ?? null,
        config?.getOptional('leads') ?? null,
        [...facets].flatMap(([id, { label }]) => (label ? [[id, label]] : [])),
      ]),
    )
    .digest('base64url')
    .slice(0, 16);
}

function readSharedCache(
  root: RootConfigService,
  config: Config | undefined,
): SharedCacheConfig {
  const url = config?.getOptionalString('cache.valkey.url');
  if (url !== undefined) {
    if (!/^(?:redis|rediss|valkey|valkeys):\/\/[^/]/.test(url)) {
      throw new Error(
        'customer360.cache.valkey.url must begin with redis:// or rediss:// and name a host',
      );
    }
    return { kind: 'valkey', url: url.replace(/^valkey/, 'redis') };
  }
  const store = root.getOptionalString('backend.cache.store');
  return store === undefined || store === 'memory'
    ? { kind: 'none' }
    : { kind: 'portal' };
}

function readFacets(
  config: Config | undefined,
  knownFacets: ReadonlySet<string>,
  labels: readonly string[],
): ReadonlyMap<string, FacetSettings> {
  const facets = config?.getOptionalConfig('facets');
  const settings = new Map<string, FacetSettings>();
  for (const id of facets?.keys() ?? []) {
    if (!knownFacets.has(id)) {
      throw new Error(
        `customer360.facets.${id} names no facet; there are: ${[
          ...knownFacets,
        ].join(', ')}`,
      );
    }
    const freshMs = readMs(config, `facets.${id}.fresh`);
    const usableMs = readMs(config, `facets.${id}.usable`);
    const label = config?.getOptionalString(`facets.${id}.label`);
    if (label !== undefined && !labels.includes(label)) {
      throw new Error(
        `customer360.facets.${id}.label must be one of ${labels.join(
          ', ',
        )}; add a new label to customer360.labels first`,
      );
    }
    settings.set(id, {
      times: {
        ...(freshMs !== undefined && { freshMs }),
        ...(usableMs !== undefined && { usableMs }),
      },
      ...(label !== undefined && { label }),
    });
  }
  return settings;
}

function readLabels(config: Config | undefined): string[] {
  const own = config?.getOptionalStringArray('labels') ?? [];
  for (const label of own) {
    if (!LABEL_PATTERN.test(label)) {
      throw new Error(
        `customer360.labels: "${label}" must be lower-case letters, digits and dashes, beginning with a letter`,
      );
    }
  }
  return [...new Set<string>([...LABELS, ...own])];
}

function readMs(config: Config | undefined, key: string): number | undefined {
  if (!config?.has(key)) {
    return undefined;
  }
  const ms = durationToMilliseconds(readDurationFromConfig(config, { key }));
  if (!(ms > 0)) {
    throw new Error(`customer360.${key} must be longer than nothing`);
  }
  return ms;
}

function readPositive(
  config: Config | undefined,
  key: string,
): number | undefined {
  const value = config?.getOptionalNumber(key);
  if (value !== undefined && !(Number.isInteger(value) && value > 0)) {
    throw new Error(`customer360.${key} must be a whole number above zero`);
  }
  return value;
}
