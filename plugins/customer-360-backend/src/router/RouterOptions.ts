import type { ApiRouter } from '@backstage/backend-openapi-utils';
import type { FacetDefinition } from '@customer-360/backstage-plugin-customer-360-common';
import type { SyncParts } from '../createSync';
import type { CustomerAccess } from '../access/CustomerAccess';
import type { Clock } from '../clock/SharedClock';
import type { CustomerPages } from '../customers/CustomerPages';
import type { Grants } from '../grants/Grants';
import type { Invalidations } from '../generations/Invalidations';
import type { CustomerListings } from '../ingestion/CustomerListings';
import type { IngestionRounds } from '../ingestion/IngestionRounds';
import type { ListedLinks } from '../ingestion/ListedLinks';
import type { LedgerExport } from '../ledger/LedgerExport';
import type { LedgerReader } from '../ledger/LedgerReader';
import type { LedgerStore } from '../ledger/LedgerStore';
import type { LedgerVerifier } from '../ledger/verify/LedgerVerifier';
import type { UsageReport } from '../ledger/usage/UsageReport';
import type { LinkManagement } from '../links/LinkManagement';
import type { OrphanQueue } from '../links/OrphanQueue';
import type { CustomerLookup } from '../lookup/CustomerLookup';
import type { ObservationErasure } from '../observations/ObservationErasure';
import type { PastPages } from '../observations/PastPages';
import type { Portfolio } from '../portfolio/Portfolio';
import type { PortfolioExport } from '../portfolio/PortfolioExport';
import type { spec } from '../openapi/spec';
import type { SavedViews } from '../savedViews/SavedViews';
import type { AccessReview } from '../review/AccessReview';
import type { SourceRegistry } from '../sources/SourceRegistry';
import type { EngineHealth } from '../seen/EngineHealth';
import type { SourceSessions } from '../sources/SourceSessions';
import type { SourceExpiries } from '../expiries/SourceExpiries';
import type { SinceLooks } from '../sinceLook/SinceLooks';
import type { SourceReach } from '../sources/SourceReach';
import type { SourceStatusBoard } from '../sources/SourceStatusBoard';
import type { WebhookStatusBoard } from '../webhooks/WebhookStatusBoard';
import type { AdmissionGate } from './AdmissionGate';
import type { Audit } from './Audit';
import type { CountedReaders } from './CountedReaders';
import type { ReaderResolver } from './ReaderResolver';
import type { ServiceCallers } from './ServiceCallers';
import type { RevalidatedSender } from './RevalidatedSender';

/** The router that only takes and gives what the contract says. */
export type Customer360Router = ApiRouter<typeof spec>;

/** What the routes hand their work to. */
export interface RouterOptions {
  readonly gate: AdmissionGate;
  readonly readers: ReaderResolver;
  /** The same for what a person looks at: so much in a minute. */
  readonly countedReaders: CountedReaders;
  readonly services: ServiceCallers;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly sender: RevalidatedSender;
  readonly pages: CustomerPages;
  readonly pastPages: PastPages;
  readonly sinceLooks: SinceLooks;
  readonly erasure: ObservationErasure;
  readonly invalidations: Invalidations;
  readonly links: LinkManagement;
  readonly listings: CustomerListings;
  readonly listedLinks: ListedLinks;
  readonly ingestionRounds: IngestionRounds;
  readonly lookup: CustomerLookup;
  readonly orphans: OrphanQueue;
  readonly portfolio: Portfolio;
  readonly portfolioExport: PortfolioExport;
  readonly savedViews: SavedViews;
  readonly ledger: LedgerStore;
  readonly ledgerExport: LedgerExport;
  readonly ledgerReader: LedgerReader;
  readonly verifier: LedgerVerifier;
  readonly usage: UsageReport;
  readonly access: CustomerAccess;
  readonly grants: Grants;
  readonly review: AccessReview;
  readonly sources: SourceRegistry;
  readonly board: SourceStatusBoard;
  readonly reach: Pick<SourceReach, 'all'>;
  readonly expiries: Pick<SourceExpiries, 'of'>;
  readonly webhookStatus: WebhookStatusBoard;
  readonly sessions: SourceSessions;
  readonly sync: Pick<SyncParts, 'plans' | 'cursors'>;
  readonly health: EngineHealth;
  readonly definitions: readonly FacetDefinition[];
  /** True to check answers against the contract as well: for tests. */
  readonly validateResponses?: boolean;
}
