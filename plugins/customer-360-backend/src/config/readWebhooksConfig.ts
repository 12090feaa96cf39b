import type { RootConfigService } from '@backstage/backend-plugin-api';
import { readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';

/** How vendors reach us, and how long what they told is remembered. */
export interface WebhooksConfig {
  /** Without a slash at its end; the path as called comes after it. */
  readonly publicUrl: string;
  readonly maxBodyBytes: number;
  /** An event that is told again within this has no second effect. */
  readonly keepDoneMs: number;
  readonly keepDeadMs: number;
}

/** Where a backend listens that is told nothing. */
const DEFAULT_BASE_URL = 'http://localhost:7007';
const DEFAULT_MAX_BODY_BYTES = 1024 * 1024;
/** What a gate of 32 MiB still lets several of in. */
const MOST_BODY_BYTES = 8 * 1024 * 1024;
const DAY_MS = 24 * 60 * 60 * 1000;
const DEFAULT_KEEP_DONE_MS = 7 * DAY_MS;
const DEFAULT_KEEP_DEAD_MS = 30 * DAY_MS;

/**
 * @throws Error naming the key when a value is out of its range
 */
export function readWebhooksConfig(root: RootConfigService): WebhooksConfig {
  const config = root.getOptionalConfig('customer360.webhooks');
  const maxBodyBytes =
    config?.getOptionalNumber('maxBodyBytes') ?? DEFAULT_MAX_BODY_BYTES;
  if (
    !Number.isInteger(maxBodyBytes) ||
    maxBodyBytes < 1 ||
    maxBodyBytes > MOST_BODY_BYTES
  ) {
    throw new Error(
      `customer360.webhooks.maxBodyBytes must be a whole number from 1 to ${MOST_BODY_BYTES}`,
    );
  }
  const keepMs = (key: string, defaultMs: number) => {
    if (!config?.has(key)) {
      return defaultMs;
    }
    const ms = durationToMilliseconds(readDurationFromConfig(config, { key }));
    // Vendors send an event again for up to three days (Stripe).
    if (!(ms >= 3 * DAY_MS)) {
      throw new Error(
        `customer360.webhooks.${key} must be 3 days or more: so long a vendor may send an event again`,
      );
    }
    return ms;
  };
  return {
    publicUrl: publicUrlOf(
      config?.getOptionalString('publicUrl') ??
        root.getOptionalString('backend.baseUrl') ??
        DEFAULT_BASE_URL,
    ),
    maxBodyBytes,
    keepDoneMs: keepMs('keepDone', DEFAULT_KEEP_DONE_MS),
    keepDeadMs: keepMs('keepDead', DEFAULT_KEEP_DEAD_MS),
  };
}

function publicUrlOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (
    !url ||
    !['http:', 'https:'].includes(url.protocol) ||
    url.search ||
    url.hash ||
    url.username
  ) {
    throw new Error(
      'customer360.webhooks.publicUrl must be the http(s) URL at which vendors reach this backend, without query: https://portal.example.com',
    );
  }
  return text.replace(/\/+$/, '');
}
