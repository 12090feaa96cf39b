import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { Router } from 'express';
import type { Knex } from 'knex';
import type { Clock } from '../clock/SharedClock';
import type { ServiceConfig } from '../config/ServiceConfig';
import type { CustomerChanges } from '../generations/CustomerChanges';
import type { AccountNews } from '../ingestion/AccountNews';
import type { LinkIndex } from '../links/LinkIndex';
import type { LinkResolver } from '../links/LinkResolver';
import type { OrphanAccounts } from '../links/OrphanAccounts';
import type { SourceRegistry } from '../sources/SourceRegistry';
import type { SourceSessions } from '../sources/SourceSessions';
import type { Watch } from '../watches/Watch';
import type { Together } from './changesOf';
import { createWebhookRouter } from './createWebhookRouter';
import { DatabaseWebhookInbox } from './DatabaseWebhookInbox';
import { DeliveryGate } from './DeliveryGate';
import { EventAccounts } from './EventAccounts';
import { InboxWatch } from './InboxWatch';
import { InboxWriter } from './InboxWriter';
import { RefusalAudit } from './RefusalAudit';
import { RefusalBoard } from './RefusalBoard';
import { isTold, WebhookReceiver } from './WebhookReceiver';
import { WebhookStatusBoard } from './WebhookStatusBoard';
import { WebhookWorker } from './WebhookWorker';

/** What vendors' webhooks are made of. */
export interface Webhooks {
  /** To be mounted before anything that parses a body. */
  readonly router: Router;
  readonly status: WebhookStatusBoard;
  /** To be scheduled. */
  readonly watch: Watch;
  start(): void;
  /** What was begun is done. */
  stop(): Promise<void>;
}

/** Shorter than the lease of an event, whatever config says of pages. */
const MOST_SOURCE_MS = 60_000;

/** Puts the room together; no logic of its own. */
export function createWebhooks(deps: {
  readonly auditor: AuditorService;
  readonly changes: CustomerChanges;
  readonly clock: Clock;
  readonly config: ServiceConfig;
  readonly index: LinkIndex;
  readonly knex: Knex;
  readonly links: LinkResolver;
  readonly logger: LoggerService;
  readonly news: AccountNews;
  readonly orphans: Pick<OrphanAccounts, 'saw'>;
  readonly sessions: SourceSessions;
  readonly sources: SourceRegistry;
  readonly together: Together;
}): Webhooks {
  const { config, sources } = deps;
  const inbox = new DatabaseWebhookInbox(deps);
  const refusals = new RefusalBoard();
  const accounts = new EventAccounts({
    ...deps,
    deadlineMs: Math.min(config.sourceDeadlineMs, MOST_SOURCE_MS),
  });
  const workers = new Map(
    sources
      .all()
      .filter(isTold)
      .map(source => [
        source.id,
        new WebhookWorker({ ...deps, source, inbox, accounts }),
      ]),
  );
  return {
    router: createWebhookRouter({
      ...config.webhooks,
      receiver: new WebhookReceiver({
        ...deps,
        writer: new InboxWriter({ ...deps, inbox }),
        refusals,
        onTaken: id => workers.get(id)?.wake(),
      }),
      gate: new DeliveryGate(config.webhooks),
      audit: new RefusalAudit(deps),
    }),
    status: new WebhookStatusBoard({ ...deps, inbox, refusals }),
    watch: new InboxWatch({ ...deps, ...config.webhooks, inbox }),
    start: () => workers.forEach(worker => worker.start()),
    stop: async () => {
      await Promise.all([...workers.values()].map(worker => worker.stop()));
    },
  };
}
