import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import type { Clock } from './clock/SharedClock';
import type { ServiceConfig } from './config/ServiceConfig';
import type { ChangeListener } from './generations/ChangeListener';
import { CandidateFinder } from './facets/CandidateFinder';
import { AnnotatedAccounts } from './links/AnnotatedAccounts';
import { AnnotationLinkResolver } from './links/AnnotationLinkResolver';
import { AnnotationsWin } from './links/AnnotationsWin';
import { AutomaticLinker } from './links/AutomaticLinker';
import { CachedCustomerLinks } from './links/CachedCustomerLinks';
import { CachedLinkResolver } from './links/CachedLinkResolver';
import type { CandidateLinker } from './links/CandidateLinker';
import { CatalogCustomerDomains } from './links/CustomerDomains';
import { DatabaseLinkIndex } from './links/DatabaseLinkIndex';
import { DatabaseLinkStore } from './links/DatabaseLinkStore';
import { DatabaseOrphanAccounts } from './links/DatabaseOrphanAccounts';
import { JoinedLinkIndex } from './links/JoinedLinkIndex';
import type { LinkIndex } from './links/LinkIndex';
import type { LinkResolver } from './links/LinkResolver';
import type { LinkStore } from './links/LinkStore';
import { MergedLinkResolver } from './links/MergedLinkResolver';
import type { OrphanAccounts } from './links/OrphanAccounts';
import type { SourceSessions } from './sources/SourceSessions';
import type { CustomerVisitor } from './walk/CustomerVisitor';

export interface LinkParts {
  readonly store: LinkStore;
  /**
   * For changes: who is behind an account, annotated as of minutes ago. Nobody is
   * shown anything by it.
   */
  readonly index: LinkIndex;
  readonly resolver: LinkResolver;
  readonly linker: CandidateLinker;
  readonly finder: CandidateFinder;
  readonly orphanAccounts: OrphanAccounts;
  /** To go along when all customers are gone through. */
  readonly visitors: readonly CustomerVisitor[];
  /** To be told of what was changed here. */
  onChanged(customerRef: string, source: string): void;
}

/** The identity of customers from its parts; no logic of its own. */
export function createLinks(deps: {
  auth: AuthService;
  catalog: CatalogService;
  clock: Clock;
  config: ServiceConfig;
  knex: Knex;
  /** Tells those who look. */
  live: ChangeListener;
  logger: LoggerService;
  sessions: SourceSessions;
}): LinkParts {
  const store = new DatabaseLinkStore(deps);
  const own = new DatabaseLinkIndex();
  const annotated = new AnnotatedAccounts(deps);
  const index = new JoinedLinkIndex([own, annotated]);
  const stored = new CachedCustomerLinks({ store });
  const onChanged = (customerRef: string, source: string) => {
    stored.forget(customerRef);
    // Whoever has just been shown that nothing is linked is shown the rest.
    deps.live.onChanged({ customerRef, source });
  };
  const links = new MergedLinkResolver({
    ...deps,
    annotations: new AnnotationLinkResolver(deps),
    stored,
    index: own,
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
    visitors: [new AnnotationsWin({ ...deps, store }), annotated],
    onChanged,
  };
}
