import type {
  AuditorService,
  AuthService,
  CacheService,
  HttpAuthService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { FacetDefinition } from '@customer-360/backstage-plugin-customer-360-common';
import type {
  AccessExplainer,
  LedgerHeadStore,
} from '@customer-360/backstage-plugin-customer-360-node';
import type { Knex } from 'knex';
import { PortalAlarms } from './alarms/PortalAlarms';
import { CatalogCustomerEntities } from './access/CustomerEntities';
import { InProcessCustomerRights } from './access/CustomerRights';
import { DefaultCustomerAccess } from './access/DefaultCustomerAccess';
import { CachedPersonDecisions } from './access/PersonDecisions';
import { viewPermissions } from './access/viewPermissions';
import { ofFilledSections } from './facets/ofFilledSections';
import { ExpiryWatch } from './expiries/ExpiryWatch';
import { SourceExpiries } from './expiries/SourceExpiries';
import type { ServiceConfig } from './config/ServiceConfig';
import { configVersion } from './config/configVersion';
import type { Clock, SharedClock } from './clock/SharedClock';
import { CustomerLooks } from './changes/CustomerLooks';
import { createAlerts } from './createAlerts';
import { createChanges } from './createChanges';
import { createEngine } from './createEngine';
import { createLedger } from './createLedger';
import { createSync } from './createSync';
import { createLinks } from './createLinks';
import { createObservations } from './createObservations';
import { createPortfolio } from './createPortfolio';
import { createWatches } from './createWatches';
import { DefaultCustomerPages } from './customers/DefaultCustomerPages';
import { HierarchyFilter } from './customers/HierarchyFilter';
import { Sights } from './customers/Sights';
import { LruReadingCache } from './facets/LruReadingCache';
import { FacetCursor } from './facets/FacetCursor';
import { FacetPager } from './facets/FacetPager';
import { FillLog } from './facets/FillLog';
import { observersOf } from './facets/FillObserver';
import { DatabaseCustomerChanges } from './generations/DatabaseCustomerChanges';
import { listenersOf } from './generations/ChangeListener';
import { PublishedChanges } from './generations/PublishedChanges';
import { DefaultInvalidations } from './generations/DefaultInvalidations';
import { DatabaseGrantStore } from './grants/DatabaseGrantStore';
import { decidersOf } from './grants/decidersOf';
import { DefaultGrants } from './grants/DefaultGrants';
import { OwnerTeller } from './grants/OwnerTeller';
import { PortalGrantNotices } from './grants/PortalGrantNotices';
import { DatabaseIngestionRounds } from './ingestion/DatabaseIngestionRounds';
import { DefaultCustomerListings } from './ingestion/DefaultCustomerListings';
import { PublishedAccountNews } from './ingestion/PublishedAccountNews';
import type { InstallationKey } from './installation/InstallationKey';
import { LedgerExport } from './ledger/LedgerExport';
import type { ChainKeeper } from './ledger/chain/ChainKeeper';
import { PolicyChanges } from './ledger/policy/PolicyChanges';
import { DatabaseUsageReport } from './ledger/usage/DatabaseUsageReport';
import { DefaultLinkManagement } from './links/DefaultLinkManagement';
import { DefaultOrphanQueue } from './links/DefaultOrphanQueue';
import type { LinkResolver } from './links/LinkResolver';
import { StoredListedLinks } from './links/StoredListedLinks';
import { LedgerLookers } from './live/LedgerLookers';
import { LiveChanges } from './live/LiveChanges';
import {
  DefaultCustomerLookup,
  FACET_BEHIND,
} from './lookup/DefaultCustomerLookup';
import { DatabaseObservationStore } from './observations/DatabaseObservationStore';
import { ObservationRecorder } from './observations/ObservationRecorder';
import { ToldObservationStore } from './observations/ToldObservationStore';
import { ObservedFacetEngine } from './observations/ObservedFacetEngine';
import type { CustomerPage } from './pages/CustomerPage';
import { ComposedCustomerPage } from './pages/ComposedCustomerPage';
import { CustomerStream } from './pages/CustomerStream';
import { PageCache } from './pages/PageCache';
import { RememberedCustomerPage } from './pages/RememberedCustomerPage';
import type { PortfolioUpdates } from './portfolio/PortfolioUpdates';
import { CatalogPortalPeople } from './review/CatalogPortalPeople';
import { DatabaseSavedViewStore } from './savedViews/DatabaseSavedViewStore';
import { DefaultSavedViews } from './savedViews/DefaultSavedViews';
import { DefaultAccessReview } from './review/DefaultAccessReview';
import { PersonReadLimit } from './limits/PersonReadLimit';
import { ReadLimitAudit } from './limits/ReadLimitAudit';
import { AdmissionGate } from './router/AdmissionGate';
import { Audit } from './router/Audit';
import { CountedReaders } from './router/CountedReaders';
import { ReaderResolver } from './router/ReaderResolver';
import { RevalidatedSender } from './router/RevalidatedSender';
import { ServiceCallers } from './router/ServiceCallers';
import type { RouterOptions } from './router/RouterOptions';
import { EngineHealth } from './seen/EngineHealth';
import { EngineMeter } from './seen/EngineMeter';
import { MemoryWatch } from './seen/MemoryWatch';
import type { SourceRegistry } from './sources/SourceRegistry';
import type { SourceSessions } from './sources/SourceSessions';
import { SourceReach } from './sources/SourceReach';
import { SourceStatusBoard } from './sources/SourceStatusBoard';
import { createSharedReadings } from './shared/createSharedReadings';
import type { ValkeyConnection } from './shared/ValkeyConnection';
import { databaseTime } from './sync/SyncTime';
import { CustomerWalk } from './walk/CustomerWalk';
import type { Watch } from './watches/Watch';
import { createWebhooks, type Webhooks } from './webhooks/createWebhooks';

/** All that the routes are made of, and what stands behind them. */
export interface Services extends RouterOptions {
  /** To be started and stopped with the plugin. */
  readonly keeper: ChainKeeper;
  /** To be started and stopped with the plugin. */
  readonly policyChanges: PolicyChanges;
  /** To be scheduled. */
  readonly watches: readonly Watch[];
  /** To be mounted first, started and stopped with the plugin. */
  readonly webhooks: Webhooks;
  /** The same. */
  readonly teller: OwnerTeller;
  /** To be started with the plugin. */
  readonly alarms: PortalAlarms;
  /** To be stopped at shutdown. */
  readonly recorder: ObservationRecorder;
  /** The same. */
  readonly listing: PortfolioUpdates;
  /** The same. */
  readonly readLimit: PersonReadLimit;
  readonly page: CustomerPage;
  readonly linkResolver: LinkResolver;
  /** To be stopped at shutdown. */
  readonly live: LiveChanges;
  /** The same. */
  readonly memory: MemoryWatch;
}

export interface ServiceDependencies {
  readonly auditor: AuditorService;
  readonly auth: AuthService;
  readonly cache: CacheService;
  readonly catalog: CatalogService;
  readonly clock: Clock;
  /** Set right with every row of the ledger. */
  readonly databaseClock?: SharedClock;
  readonly config: ServiceConfig;
  /** Of what the policy says of a person; its own when left out. */
  readonly decisionsKeptMs?: number;
  readonly definitions: readonly FacetDefinition[];
  readonly events: EventsService;
  readonly explainer: AccessExplainer;
  /** Where the ends of the ledger are kept, when not in a file. */
  readonly headStore?: LedgerHeadStore;
  readonly httpAuth: HttpAuthService;
  readonly key: InstallationKey;
  readonly knex: Knex;
  readonly logger: LoggerService;
  readonly metrics: MetricsService;
  readonly notifications: NotificationService;
  readonly permissions: PermissionsService;
  readonly sessions: SourceSessions;
  readonly signals: SignalsService;
  readonly sources: SourceRegistry;
  /** Of this very code. */
  readonly release: string;
  readonly valkey?: ValkeyConnection;
}

/** Puts the rooms of the house together; no logic of its own. */
export function createServices(deps: ServiceDependencies): Services {
  const { clock, config, definitions, key, logger, sessions, sources } = deps;
  const { deadlineMs, labels } = config;
  const meter = new EngineMeter(deps.metrics);
  const filled = new Set(
    definitions
      .map(({ id }) => id)
      .filter(id => sources.filling(id).length > 0),
  );
  // A lookup is answered by rights over what it looks into.
  const alive = ofFilledSections(
    definitions,
    new Set([...filled, ...Object.values(FACET_BEHIND)]),
  );
  const entities = new CatalogCustomerEntities(deps);
  const access = new DefaultCustomerAccess({
    decisions: new CachedPersonDecisions({
      ...deps,
      asked: viewPermissions(alive, labels),
      keptMs: deps.decisionsKeptMs,
      observer: meter,
    }),
    rights: new InProcessCustomerRights(deps),
    entities,
    explainer: deps.explainer,
    definitions: alive,
    labels,
    allowAllPolicy: config.allowAllPolicy,
  });
  const alarms = new PortalAlarms({
    ...deps,
    recipients: config.ledger.alarmRecipients,
  });
  const ledgerParts = createLedger({
    ...deps,
    alarms,
    config: config.ledger,
    policyVersion: config.policyVersion,
  });
  const { store: ledger, reader: ledgerReader, verifier, keeper } = ledgerParts;
  const readers = new ReaderResolver(deps);
  const readLimit = new PersonReadLimit({
    perMinute: config.readsPerMinute,
    ledger,
    audit: new ReadLimitAudit(deps),
  });
  const grantStore = new DatabaseGrantStore(deps);
  const notices = new PortalGrantNotices({
    ...deps,
    deciders: () => decidersOf(deps.explainer.roles() ?? []),
  });
  const teller = new OwnerTeller({
    store: grantStore,
    entities,
    notices,
    clock,
    logger,
  });
  const grants = new DefaultGrants({
    store: grantStore,
    access,
    ledger,
    notices,
    teller,
    key,
    labels,
    maxDays: config.grantMaxDays,
    clock,
  });
  const live = new LiveChanges({
    ...deps,
    lookers: new LedgerLookers(deps),
    filledBy: id =>
      definitions
        .map(definition => definition.id)
        .filter(facet => sources.filling(facet).some(each => each.id === id)),
  });
  const linkParts = createLinks({ ...deps, live });
  const { resolver: links, store: linkStore } = linkParts;
  const board = new SourceStatusBoard({ clock });
  const reach = new SourceReach({ ...deps, store: linkStore });
  const shared = createSharedReadings({
    ...deps,
    installationId: key.installationId,
    onFailure: () => meter.onSharedCacheFailure(),
  });
  const readings = new LruReadingCache({
    maxBytes: config.cacheMaxBytes / 2,
  });
  const portfolio = createPortfolio({
    ...deps,
    access,
    filled,
    ledger,
    observations: new DatabaseObservationStore(deps),
  });
  const observations = new ToldObservationStore({
    store: new DatabaseObservationStore(deps),
    told: ref => portfolio.updates.note(ref),
  });
  const looks = new CustomerLooks(deps);
  const recorder = new ObservationRecorder({
    store: observations,
    definitions,
    logger,
    onKept: ref => looks.soon(ref, clock.now()),
  });
  const expiries = new SourceExpiries({
    credentials: config.credentialsExpireAt,
    sessions,
    clock,
  });
  const listener = listenersOf(new PublishedChanges(deps), live);
  const sync = createSync({
    ...deps,
    alarms,
    listener,
    links: linkParts.index,
    seen: {
      saw: (source, accounts, tx) =>
        linkParts.orphanAccounts.saw(source, accounts, 'bulk', tx),
    },
    time: deps.databaseClock ? databaseTime : async () => clock.now(),
  });
  const readEngine = createEngine({
    ...deps,
    cache: readings,
    candidates: linkParts.finder,
    shared,
    synced: sync.readings,
    observer: {
      ...observersOf(board, new FillLog({ logger }), meter),
      onRead: (...read) => meter.onRead(...read),
    },
  });
  const engine = new ObservedFacetEngine({ engine: readEngine, recorder });
  const sights = new Sights({ access, explainer: deps.explainer, ledger });
  const observed = createObservations({
    ...deps,
    access,
    filled,
    ledger,
    lastLooks: ledgerParts.lastLooks,
    sights,
    store: observations,
  });
  const people = new CatalogPortalPeople(deps);
  const alerts = createAlerts({
    ...deps,
    grants,
    ledger,
    looks,
    past: observed.past,
    people,
  });
  const following = createChanges({
    ...deps,
    looks,
    cache: readings,
    engine: readEngine,
    links,
    observations,
    observers: alerts.observers,
    shared,
    synced: sync.readings,
  });
  const changes = new DatabaseCustomerChanges({ ...deps, listener });
  const webhooks = createWebhooks({
    ...deps,
    changes,
    links,
    index: linkParts.index,
    news: new PublishedAccountNews(deps),
    orphans: linkParts.orphanAccounts,
    together: (source, facets) => engine.together(source, facets),
  });
  const hierarchy = new HierarchyFilter({ access, links });
  const pages = new PageCache({ maxBytes: config.cacheMaxBytes / 2 });
  const parts = {
    engine,
    links,
    hierarchy,
    past: observed.past,
    definitions,
    clock,
    filled,
  };
  const page = new RememberedCustomerPage({
    composed: new ComposedCustomerPage({
      ...parts,
      pages,
      key,
      configVersion: configVersion(deps.release, config, definitions, sources),
      observer: meter,
    }),
    pages,
    hierarchy,
    sources,
    clock,
    observer: meter,
  });
  return {
    alarms,
    ledger,
    ledgerExport: new LedgerExport({ reader: ledgerReader, clock }),
    ledgerReader,
    verifier,
    usage: new DatabaseUsageReport({ ...deps, definitions: alive }),
    keeper,
    policyChanges: new PolicyChanges({
      ...deps,
      notes: ledgerParts.notes,
      version: config.policyVersion,
    }),
    watches: [
      ...createWatches({
        ...deps,
        alarms,
        ledger: ledgerParts,
        observations,
      }),
      webhooks.watch,
      new ExpiryWatch({ ...deps, alarms, expiries }),
      ...sync.watches,
      ...following.watches,
      ...alerts.watches,
      ...portfolio.watches,
      new CustomerWalk({
        ...deps,
        visitors: [
          ...linkParts.visitors,
          reach,
          ...portfolio.visitors,
          ...following.visitors,
        ],
      }),
    ],
    webhooks,
    webhookStatus: webhooks.status,
    sync,
    page,
    linkResolver: links,
    gate: new AdmissionGate(config),
    memory: new MemoryWatch({ caches: [readings, pages], logger }),
    readers,
    readLimit,
    countedReaders: new CountedReaders({ readers, limit: readLimit }),
    services: new ServiceCallers(deps),
    audit: new Audit(deps),
    clock,
    sender: new RevalidatedSender({ key }),
    pastPages: observed.pastPages,
    erasure: observed.erasure,
    sinceLooks: observed.sinceLooks,
    pages: new DefaultCustomerPages({
      ...parts,
      sights,
      ledger,
      changes,
      page,
      streams: new CustomerStream(parts),
      pager: new FacetPager({
        engine,
        sources,
        sessions,
        cursor: new FacetCursor({ key }),
        deadlineMs,
        clock,
      }),
    }),
    invalidations: new DefaultInvalidations({ changes, engine, sources }),
    links: new DefaultLinkManagement({
      ...linkParts,
      ...deps,
      access,
      ledger,
      links,
    }),
    orphans: new DefaultOrphanQueue({
      ...deps,
      access,
      ledger,
      links,
      store: linkStore,
      accounts: linkParts.orphanAccounts,
    }),
    listings: new DefaultCustomerListings({ sources, sessions }),
    ingestionRounds: new DatabaseIngestionRounds(deps),
    listedLinks: new StoredListedLinks({
      ...deps,
      store: linkStore,
      onLinked: linkParts.onChanged,
    }),
    lookup: new DefaultCustomerLookup({
      access,
      ledger,
      links,
      sources,
      sessions,
      key,
      deadlineMs,
    }),
    access,
    portfolio: portfolio.portfolio,
    portfolioExport: portfolio.portfolioExport,
    savedViews: new DefaultSavedViews({
      access,
      store: new DatabaseSavedViewStore(deps),
      clock,
    }),
    listing: portfolio.updates,
    grants,
    review: new DefaultAccessReview({
      ...deps,
      access,
      people,
      grants,
      ledger,
      definitions: alive,
      labels,
    }),
    teller,
    live,
    recorder,
    sources,
    board,
    reach,
    expiries,
    sessions,
    health: new EngineHealth({
      knex: deps.knex,
      store: shared,
      sources,
      board,
    }),
    definitions,
  };
}
