import type {
  AuditorService,
  AuthService,
  HttpAuthService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { FacetDefinition } from '@customer-360/backstage-plugin-customer-360-common';
import type { Knex } from 'knex';
import { DefaultAccessExplainer } from './access/AccessExplainer';
import { CatalogCustomerEntities } from './access/CustomerEntities';
import { InProcessCustomerRights } from './access/CustomerRights';
import { DefaultCustomerAccess } from './access/DefaultCustomerAccess';
import { CachedPersonDecisions } from './access/PersonDecisions';
import type { ServiceConfig } from './config/ServiceConfig';
import { DefaultCustomerPages } from './customers/DefaultCustomerPages';
import { CandidateFinder } from './facets/CandidateFinder';
import { DefaultFacetEngine } from './facets/DefaultFacetEngine';
import { FacetCursor } from './facets/FacetCursor';
import { FacetFiller } from './facets/FacetFiller';
import { FacetPager } from './facets/FacetPager';
import { FailureMemory } from './facets/FailureMemory';
import { LruFacetCache } from './facets/LruFacetCache';
import type { InstallationKey } from './installation/InstallationKey';
import { DatabaseLedgerStore } from './ledger/DatabaseLedgerStore';
import { FailClosedLedgerStore } from './ledger/FailClosedLedgerStore';
import { AnnotationLinkResolver } from './links/AnnotationLinkResolver';
import { DefaultCustomerLookup } from './lookup/DefaultCustomerLookup';
import { Audit } from './router/Audit';
import { ReaderResolver } from './router/ReaderResolver';
import { RevalidatedSender } from './router/RevalidatedSender';
import type { RouterOptions } from './router/RouterOptions';
import type { SourceRegistry } from './sources/SourceRegistry';
import type { SourceSessions } from './sources/SourceSessions';
import { SourceStatusBoard } from './sources/SourceStatusBoard';

export interface ServiceDependencies {
  readonly auditor: AuditorService;
  readonly auth: AuthService;
  readonly catalog: CatalogService;
  readonly config: ServiceConfig;
  readonly definitions: readonly FacetDefinition[];
  readonly httpAuth: HttpAuthService;
  readonly key: InstallationKey;
  readonly knex: Knex;
  readonly logger: LoggerService;
  readonly now: () => number;
  readonly permissions: PermissionsService;
  readonly sessions: SourceSessions;
  readonly sources: SourceRegistry;
}

/** Puts the rooms of the house together; no logic of its own. */
export function createServices(deps: ServiceDependencies): RouterOptions {
  const { config, definitions, key, logger, now, sessions, sources } = deps;
  const { deadlineMs, labels } = config;
  const access = new DefaultCustomerAccess({
    decisions: new CachedPersonDecisions({ ...deps, labels }),
    rights: new InProcessCustomerRights(deps),
    entities: new CatalogCustomerEntities(deps),
    explainer: new DefaultAccessExplainer(),
    definitions,
    labels,
    allowAllPolicy: config.allowAllPolicy,
  });
  const ledger = new FailClosedLedgerStore({
    store: new DatabaseLedgerStore({ knex: deps.knex }),
    logger,
  });
  const links = new AnnotationLinkResolver(deps);
  const board = new SourceStatusBoard({ now });
  const cache = new LruFacetCache({ maxBytes: config.cacheMaxBytes });
  const failures = new FailureMemory({ now });
  const engine = new DefaultFacetEngine({
    definitions,
    sources,
    cache,
    failures,
    filler: new FacetFiller({
      sessions,
      cache,
      failures,
      board,
      logger,
      deadlineMs: config.sourceDeadlineMs,
      now,
    }),
    candidates: new CandidateFinder({
      sessions,
      deadlineMs: config.sourceDeadlineMs,
    }),
    deadlineMs,
    now,
  });
  return {
    readers: new ReaderResolver(deps),
    audit: new Audit(deps),
    sender: new RevalidatedSender({ key }),
    pages: new DefaultCustomerPages({
      access,
      ledger,
      engine,
      pager: new FacetPager({
        engine,
        sources,
        sessions,
        cursor: new FacetCursor({ key }),
        deadlineMs,
        now,
      }),
      links,
      sources,
      definitions,
      labels,
      now,
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
    sources,
    board,
    definitions,
  };
}
