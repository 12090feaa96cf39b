import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import type { Clock } from './clock/SharedClock';
import type { ServiceConfig } from './config/ServiceConfig';
import { CandidateFinder } from './facets/CandidateFinder';
import { AnnotationWatch } from './links/AnnotationWatch';
import { AnnotationLinkResolver } from './links/AnnotationLinkResolver';
import { AutomaticLinker } from './links/AutomaticLinker';
import { CachedCustomerLinks } from './links/CachedCustomerLinks';
import { CachedLinkResolver } from './links/CachedLinkResolver';
import type { CandidateLinker } from './links/CandidateLinker';
import { CatalogCustomerDomains } from './links/CustomerDomains';
import { DatabaseLinkIndex } from './links/DatabaseLinkIndex';
import { DatabaseLinkStore } from './links/DatabaseLinkStore';
import { DatabaseOrphanAccounts } from './links/DatabaseOrphanAccounts';
import type { LinkIndex } from './links/LinkIndex';
import type { LinkResolver } from './links/LinkResolver';
import type { LinkStore } from './links/LinkStore';
import { MergedLinkResolver } from './links/MergedLinkResolver';
import type { OrphanAccounts } from './links/OrphanAccounts';
import type { SourceSessions } from './sources/SourceSessions';
import type { Watch } from './watches/Watch';

export interface LinkParts {
  readonly store: LinkStore;
  readonly index: LinkIndex;
  readonly resolver: LinkResolver;
  readonly linker: CandidateLinker;
  readonly finder: CandidateFinder;
  readonly orphanAccounts: OrphanAccounts;
  /** To be scheduled. */
  readonly watch: Watch;
  /** To be told of what was changed here. */
  onChanged(customerRef: string): void;
}

/** The identity of customers from its parts; no logic of its own. */
export function createLinks(deps: {
  auth: AuthService;
  catalog: CatalogService;
  clock: Clock;
  config: ServiceConfig;
  knex: Knex;
  logger: LoggerService;
  sessions: SourceSessions;
}): LinkParts {
  const store = new DatabaseLinkStore(deps);
  const index = new DatabaseLinkIndex();
  const stored = new CachedCustomerLinks({ store });
  const onChanged = (customerRef: string) => stored.forget(customerRef);
  const links = new MergedLinkResolver({
    ...deps,
    annotations: new AnnotationLinkResolver(deps),
    stored,
    index,
  });
  const linker = new AutomaticLinker({
    ...deps,
    store,
    links,
    domains: new CatalogCustomerDomains(deps),
    onLinked: onChanged,
  });
  return {
    store,
    index,
    resolver: new CachedLinkResolver({ links }),
    linker,
    finder: new CandidateFinder({
      ...deps,
      linker,
      deadlineMs: deps.config.sourceDeadlineMs,
    }),
    orphanAccounts: new DatabaseOrphanAccounts({ ...deps, index }),
    watch: new AnnotationWatch({ ...deps, store }),
    onChanged,
  };
}
