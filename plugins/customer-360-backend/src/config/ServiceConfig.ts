import type { FacetTimes } from '@customer-360/backstage-plugin-customer-360-common';
import type { AlertsConfig } from './readAlertsConfig';
import type { DetectorsConfig } from './readDetectorsConfig';
import type { LedgerConfig } from './LedgerConfig';
import type { ObservationsConfig } from './readObservationsConfig';
import type { ReportingConfig } from '../portfolio/ReportingCurrency';
import type { WebhooksConfig } from './readWebhooksConfig';
import type { SyncConfig } from './readSyncConfig';

/** What config says of a facet otherwise than its definition. */
export interface FacetSettings {
  readonly times: Partial<FacetTimes>;
  /** What it needs on top of the tier, where its definition needs none. */
  readonly label?: string;
}

/** What the service itself reads from `customer360`; sources read their own. */
export interface ServiceConfig {
  /** How long a page waits for sources before it shows what is there. */
  readonly deadlineMs: number;
  /** How long a read goes on in the background for the cache. */
  readonly sourceDeadlineMs: number;
  /** Of readings and finished pages together. */
  readonly cacheMaxBytes: number;
  /** Where several instances share what they have read. */
  readonly sharedCache: SharedCacheConfig;
  /** Calls to all sources together at the same time. */
  readonly maxConcurrentCalls: number;
  /** Requests that are served at the same time. */
  readonly maxConcurrentRequests: number;
  /** What one person may look at in a minute, at one instance. */
  readonly readsPerMinute: number;
  /** Times that differ from a facet's own, by facet id. */
  readonly facets: ReadonlyMap<string, FacetSettings>;
  readonly ledger: LedgerConfig;
  readonly detectors: DetectorsConfig;
  readonly observations: ObservationsConfig;
  readonly alerts: AlertsConfig;
  readonly webhooks: WebhooksConfig;
  /** The longest that a grant may be given for. */
  readonly grantMaxDays: number;
  /** Changes with the roles in config. */
  readonly policyVersion: string;
  /** All labels: the known ones and the company's own. */
  readonly labels: readonly string[];
  /** True where a policy that allows everything is wanted on purpose. */
  readonly allowAllPolicy: boolean;
  /** In which currency customers are put in order by money, where there is one. */
  readonly reporting?: ReportingConfig;
  /** Source ids in the order of config: it decides who speaks first. */
  readonly sourceOrder: readonly string[];
  /** How often what many customers are read for at once is read. */
  readonly sync: SyncConfig;
  /** When keys of sources end, by source, where config says so. */
  readonly credentialsExpireAt: ReadonlyMap<string, Date>;
}

export type SharedCacheConfig =
  | { readonly kind: 'valkey'; readonly url: string }
  /** The portal's own cache, where it is one that instances share. */
  | { readonly kind: 'portal' }
  | { readonly kind: 'none' };
