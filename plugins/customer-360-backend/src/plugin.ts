import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  metricsServiceRef,
  tracingServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  basicPermissions,
  customerPermissions,
} from '@customer-360/backstage-plugin-customer-360-common';
import {
  CallSlots,
  customer360AccessExtensionPoint,
  customer360FacetsExtensionPoint,
  customer360LedgerExtensionPoint,
  customer360SourcesExtensionPoint,
  type AccessExplainer,
  type LedgerHeadStore,
} from '@customer-360/backstage-plugin-customer-360-node';
import { UnknownPolicyExplainer } from './access/UnknownPolicyExplainer';
import { ClockKeeper } from './clock/ClockKeeper';
import { SharedClock, type Clock } from './clock/SharedClock';
import type { Router } from 'express';
import { readServiceConfig } from './config/readServiceConfig';
import { requirePermissionsEnabled } from './config/requirePermissionsEnabled';
import { FacetRegistry } from './facets/FacetRegistry';
import { applyMigrations } from './installation/applyMigrations';
import { loadInstallationKey } from './installation/loadInstallationKey';
import { createRouter } from './router/createRouter';
import { createServices, type Services } from './createServices';
import { release } from './release';
import { ValkeyConnection } from './shared/ValkeyConnection';
import { createSourceMetrics } from './seen/createSourceMetrics';
import { createSourceTracer } from './seen/createSourceTracer';
import { ValkeySourceCoordination } from './shared/ValkeySourceCoordination';
import { DefaultSourceRegistry } from './sources/SourceRegistry';
import { TransportSourceSessions } from './sources/TransportSourceSessions';
import { databaseTime } from './sync/SyncTime';
import { scheduleWatches } from './watches/scheduleWatches';
import { WEBHOOK_PATH } from './webhooks/createWebhookRouter';

/** What tests and measurements set otherwise. */
export interface PluginOptions {
  readonly now?: () => number;
  readonly validateResponses?: boolean;
  /** How long what the policy says of a person is kept, in milliseconds. */
  readonly decisionsKeptMs?: number;
  /** Routes beside our own, made of the same parts, to compare them with. */
  readonly beside?: (parts: BesideParts) => Router;
}

/** What a route to compare with is made of. */
export type BesideParts = Pick<
  Services,
  'audit' | 'readers' | 'access' | 'ledger' | 'linkResolver' | 'page'
>;

/** The plugin with another clock, or with its answers checked as well. */
export function createCustomer360Plugin({
  now,
  validateResponses,
  decisionsKeptMs,
  beside,
}: PluginOptions = {}) {
  return createBackendPlugin({
    pluginId: 'customer-360',
    register(env) {
      const facets = new FacetRegistry();
      const sources = new DefaultSourceRegistry();
      let explainer: AccessExplainer | undefined;
      let headStore: LedgerHeadStore | undefined;
      env.registerExtensionPoint(customer360AccessExtensionPoint, {
        setExplainer(given) {
          if (explainer) {
            throw new Error('Two modules explain who may see what; keep one');
          }
          explainer = given;
        },
      });
      env.registerExtensionPoint(customer360FacetsExtensionPoint, {
        addFacet: definition => facets.add(definition),
      });
      env.registerExtensionPoint(customer360LedgerExtensionPoint, {
        setHeadStore(given) {
          if (headStore) {
            throw new Error(
              'Two modules keep the ends of the ledger; keep one of them',
            );
          }
          headStore = given;
        },
      });
      env.registerExtensionPoint(customer360SourcesExtensionPoint, {
        addSource: source => sources.add(source),
      });
      env.registerInit({
        deps: {
          auditor: coreServices.auditor,
          auth: coreServices.auth,
          cache: coreServices.cache,
          catalog: catalogServiceRef,
          config: coreServices.rootConfig,
          database: coreServices.database,
          events: eventsServiceRef,
          httpAuth: coreServices.httpAuth,
          httpRouter: coreServices.httpRouter,
          lifecycle: coreServices.lifecycle,
          logger: coreServices.logger,
          metrics: metricsServiceRef,
          notifications: notificationService,
          permissions: coreServices.permissions,
          permissionsRegistry: coreServices.permissionsRegistry,
          scheduler: coreServices.scheduler,
          signals: signalsServiceRef,
          tracing: tracingServiceRef,
        },
        async init(deps) {
          requirePermissionsEnabled(deps.config);
          const config = readServiceConfig(deps.config, facets.ids(), {
            headsElsewhere: headStore !== undefined,
          });
          deps.permissionsRegistry.addPermissions([
            ...customerPermissions(config.labels),
            ...basicPermissions,
          ]);
          const knex = await deps.database.getClient();
          await applyMigrations(deps.database, knex);
          const key = await loadInstallationKey(knex);
          sources.orderBy(config.sourceOrder);
          // A test's clock is its own; a portal's is the database's.
          const databaseClock = now ? undefined : new SharedClock();
          const clock: Clock = now ? { now } : databaseClock!;
          if (databaseClock) {
            const keeper = new ClockKeeper({
              clock: databaseClock,
              time: () => databaseTime(knex),
            });
            await keeper.start();
            deps.lifecycle.addShutdownHook(() => keeper.stop());
          }
          const { sharedCache } = config;
          const valkey =
            sharedCache.kind === 'valkey'
              ? new ValkeyConnection({
                  url: sharedCache.url,
                  logger: deps.logger,
                })
              : undefined;
          await valkey?.connected();
          const coordination =
            valkey &&
            new ValkeySourceCoordination({
              connection: valkey,
              installationId: key.installationId,
            });
          const sessions = new TransportSourceSessions({
            clock,
            metrics: createSourceMetrics(deps.metrics),
            tracer: createSourceTracer(deps.tracing),
            overall: new CallSlots({ slots: config.maxConcurrentCalls }),
            coordination,
          });
          deps.lifecycle.addShutdownHook(async () => {
            await sessions.close();
            await sources.close();
            coordination?.close();
            await valkey?.close();
          });
          deps.httpRouter.addAuthPolicy({
            path: '/v1/health',
            allow: 'unauthenticated',
          });
          deps.httpRouter.addAuthPolicy({
            path: WEBHOOK_PATH,
            allow: 'unauthenticated',
          });
          const services = createServices({
            ...deps,
            decisionsKeptMs,
            config,
            definitions: facets.configured(config.facets),
            clock,
            databaseClock,
            explainer: explainer ?? new UnknownPolicyExplainer(),
            headStore,
            key,
            knex,
            release,
            sessions,
            sources,
            valkey,
          });
          deps.lifecycle.addShutdownHook(() => services.memory.stop());
          deps.lifecycle.addShutdownHook(() => services.live.stop());
          deps.lifecycle.addShutdownHook(async () => {
            await services.recorder.flush();
            await services.listing.flush();
          });
          services.alarms.start();
          services.keeper.start();
          services.policyChanges.start();
          services.readLimit.start();
          deps.lifecycle.addShutdownHook(async () => {
            // What it has yet to say goes into a chain that is still open.
            await services.readLimit.stop();
            await services.policyChanges.stop();
            await services.keeper.stop();
          });
          await scheduleWatches(deps.scheduler, services.watches);
          services.teller.start();
          deps.lifecycle.addShutdownHook(() => services.teller.stop());
          services.webhooks.start();
          deps.lifecycle.addShutdownHook(() => services.webhooks.stop());
          deps.httpRouter.use(services.webhooks.router);
          if (beside) {
            deps.httpRouter.use(beside(services));
          }
          deps.httpRouter.use(createRouter({ validateResponses, ...services }));
        },
      });
    },
  });
}

/**
 * The Customer 360 service. Sources and further facets come in through the
 * extension points of `customer-360-node`.
 *
 * @public
 */
export const customer360Plugin = createCustomer360Plugin();
