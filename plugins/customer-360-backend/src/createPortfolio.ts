import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { FacetDefinition } from '@customer-360/backstage-plugin-customer-360-common';
import type { Knex } from 'knex';
import type { CustomerAccess } from './access/CustomerAccess';
import type { Clock } from './clock/SharedClock';
import type { ServiceConfig } from './config/ServiceConfig';
import { ofFilledSections } from './facets/ofFilledSections';
import type { InstallationKey } from './installation/InstallationKey';
import type { LedgerStore } from './ledger/LedgerStore';
import type { ObservationStore } from './observations/ObservationStore';
import { DatabasePortfolioStore } from './portfolio/DatabasePortfolioStore';
import { DefaultPortfolio } from './portfolio/DefaultPortfolio';
import { DefaultPortfolioExport } from './portfolio/DefaultPortfolioExport';
import { ListedCustomers } from './portfolio/ListedCustomers';
import type { Portfolio } from './portfolio/Portfolio';
import { PortfolioCensus } from './portfolio/PortfolioCensus';
import type { PortfolioExport } from './portfolio/PortfolioExport';
import { PortfolioProjection } from './portfolio/PortfolioProjection';
import { PortfolioUpdates } from './portfolio/PortfolioUpdates';
import { PortfolioVisitor } from './portfolio/PortfolioVisitor';
import { ReportingCurrency } from './portfolio/ReportingCurrency';
import type { SourceRegistry } from './sources/SourceRegistry';
import { CustomerWalk } from './walk/CustomerWalk';
import type { CustomerVisitor } from './walk/CustomerVisitor';
import type { Watch } from './watches/Watch';

/** Those who keep the list of customers, and who gives it. */
export interface PortfolioParts {
  readonly portfolio: Portfolio;
  readonly portfolioExport: PortfolioExport;
  /** To be told of new figures; to be flushed at shutdown. */
  readonly updates: PortfolioUpdates;
  readonly visitors: readonly CustomerVisitor[];
  readonly watches: readonly Watch[];
}

/** What makes the list of customers, from its parts; no logic of its own. */
export function createPortfolio(deps: {
  access: CustomerAccess;
  auth: AuthService;
  catalog: CatalogService;
  clock: Clock;
  config: ServiceConfig;
  definitions: readonly FacetDefinition[];
  filled: ReadonlySet<string>;
  key: InstallationKey;
  knex: Knex;
  ledger: LedgerStore;
  logger: LoggerService;
  observations: ObservationStore;
  sources: SourceRegistry;
}): PortfolioParts {
  const definitions = ofFilledSections(deps.definitions, deps.filled);
  const store = new DatabasePortfolioStore(deps);
  const reporting = new ReportingCurrency(deps.config.reporting);
  const projection = new PortfolioProjection({
    ...deps,
    definitions,
    reporting,
    store,
  });
  const visitor = new PortfolioVisitor({ ...deps, projection, store });
  const listed = new ListedCustomers({ ...deps, definitions, store });
  return {
    portfolio: new DefaultPortfolio({ ...deps, listed, reporting, store }),
    portfolioExport: new DefaultPortfolioExport({ ...deps, listed, store }),
    updates: new PortfolioUpdates({ ...deps, projection, store }),
    visitors: [visitor],
    watches: [
      new PortfolioCensus({
        ...deps,
        store,
        walk: new CustomerWalk({ ...deps, visitors: [visitor] }),
      }),
    ],
  };
}
