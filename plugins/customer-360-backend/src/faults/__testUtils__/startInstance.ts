import type { SourceContext } from '@customer-360/backstage-plugin-customer-360-node';
import type { Knex } from 'knex';
import { UnknownPolicyExplainer } from '../../access/UnknownPolicyExplainer';
import { DefaultCustomerPages } from '../../customers/DefaultCustomerPages';
import { HierarchyFilter } from '../../customers/HierarchyFilter';
import { Sights } from '../../customers/Sights';
import { CandidateFinder } from '../../facets/CandidateFinder';
import { DefaultFacetEngine } from '../../facets/DefaultFacetEngine';
import { FacetCursor } from '../../facets/FacetCursor';
import { FacetPager } from '../../facets/FacetPager';
import { FailureMemory } from '../../facets/FailureMemory';
import type { CustomerChanges } from '../../generations/CustomerChanges';
import { DatabaseCustomerChanges } from '../../generations/DatabaseCustomerChanges';
import { DefaultInvalidations } from '../../generations/DefaultInvalidations';
import { InstallationKey } from '../../installation/InstallationKey';
import { ChainedLedgerStore } from '../../ledger/ChainedLedgerStore';
import { ChainWriter } from '../../ledger/chain/ChainWriter';
import { DatabaseChainRegistry } from '../../ledger/chain/DatabaseChainRegistry';
import { DatabaseLedgerTable } from '../../ledger/chain/DatabaseLedgerTable';
import { LedgerKeys } from '../../ledger/chain/LedgerKeys';
import type { LinkResolver } from '../../links/LinkResolver';
import { mergeLinks } from '../../links/mergeLinks';
import { ComposedCustomerPage } from '../../pages/ComposedCustomerPage';
import { CustomerStream } from '../../pages/CustomerStream';
import { PageCache } from '../../pages/PageCache';
import { RememberedCustomerPage } from '../../pages/RememberedCustomerPage';
import type { SharedReadings } from '../../shared/SharedReadings';
import { DefaultSourceRegistry } from '../../sources/SourceRegistry';
import type { SourceSessions } from '../../sources/SourceSessions';
import type { Instance } from './Instance';
import { ObservedFiller } from './ObservedFiller';
import type { Parts } from './Parts';
import type { Pending } from './Pending';
import { sessionAccess, VERSIONED_DEFINITIONS } from './sessions';
import {
  UnreliableLedgerStore,
  type LedgerFaults,
} from './UnreliableLedgerStore';
import { VERSIONED_FACETS, type VersionedSources } from './VersionedSources';
import { WatchedReadingCache } from './WatchedReadingCache';

export const PAGE_DEADLINE_MS = 2_000;
export const SOURCE_DEADLINE_MS = 8_000;

/** So small that pages have to make room for each other. */
const PAGES_MAX_BYTES = 6_000;

const clock = { now: () => Date.now() };
const key = new InstallationKey(Buffer.alloc(32, 7));

/** Readers of the model look at nothing but the signal. */
const sessions: SourceSessions = {
  open: (_source, signal) => ({ signal } as SourceContext),
  statusOf: () => undefined,
  wasHeldMostOf: () => false,
  close: async () => {},
};

const links: LinkResolver = {
  linksOf: async entity => mergeLinks(entity, []),
  customersOf: async () => [],
  customersOfAll: async () => new Map(),
};

const observer = { onFill() {}, onRead() {}, onPage() {} };

/** With names instead of pseudonyms, and no time of its own. */
function ledgerOf(knex: Knex): ChainedLedgerStore {
  const keys = new LedgerKeys([{ id: 'model', secret: Buffer.alloc(32, 7) }]);
  const parts = { clock, policyVersion: '1' };
  return new ChainedLedgerStore({
    ...parts,
    writer: new ChainWriter({
      ...parts,
      keys,
      table: new DatabaseLedgerTable({ knex }),
      registry: new DatabaseChainRegistry({ knex, keys, clock }),
      flushMs: 3_600_000,
    }),
    people: {
      pseudonymOf: async userRef => userRef,
      named: async () => new Map(),
      pseudonymsOf: async userRef => [userRef],
      unproven: async () => [],
      forget: async () => false,
    },
  });
}

/** Wires an instance as the plugin does, around what the model can disturb. */
export function startInstance(options: {
  instance: Instance;
  faults: LedgerFaults;
  knex: Knex;
  parts: Parts;
  pending: Pending;
  /** Between 0 and 1: how much shorter its readings live than they might. */
  random: () => number;
  shared: SharedReadings;
  truth: VersionedSources;
}): void {
  const { faults, instance, knex, parts, pending, shared, truth } = options;
  const sources = new DefaultSourceRegistry();
  truth.of(instance).forEach(source => sources.add(source));
  const cache = new WatchedReadingCache({ inner: parts.cache() });
  const failures = new FailureMemory({ clock });
  const engine = new DefaultFacetEngine({
    definitions: VERSIONED_DEFINITIONS,
    sources,
    cache,
    shared,
    failures,
    filler: new ObservedFiller({
      sessions,
      cache,
      shared,
      failures,
      observer,
      deadlineMs: SOURCE_DEADLINE_MS,
      clock,
      random: options.random,
    }),
    candidates: new CandidateFinder({
      sessions,
      linker: { link: async () => 'none' },
      deadlineMs: SOURCE_DEADLINE_MS,
    }),
    deadlineMs: PAGE_DEADLINE_MS,
    clock,
    observer,
  });
  const database = new DatabaseCustomerChanges({ knex, clock });
  const changes: CustomerChanges = {
    acknowledge: change =>
      instance.whileAlive(() => pending.of(database.acknowledge(change))),
    acknowledgeWith: work =>
      instance.whileAlive(() => pending.of(database.acknowledgeWith(work))),
  };
  const hierarchy = new HierarchyFilter({ access: sessionAccess, links });
  const pages = new PageCache({ maxBytes: PAGES_MAX_BYTES });
  const ledger = parts.ledger(
    new UnreliableLedgerStore({
      store: ledgerOf(knex),
      instance,
      faults,
      pending,
    }),
  );
  const common = {
    engine,
    links,
    hierarchy,
    past: { of: async () => ({ readings: [], version: '', known: true }) },
    definitions: VERSIONED_DEFINITIONS,
    clock,
    filled: new Set<string>(VERSIONED_FACETS),
  };
  instance.start({
    cache,
    invalidations: new DefaultInvalidations({ changes, engine, sources }),
    pages: new DefaultCustomerPages({
      ...common,
      sights: new Sights({
        access: sessionAccess,
        explainer: new UnknownPolicyExplainer(),
        ledger,
      }),
      ledger,
      changes,
      page: parts.page(
        new RememberedCustomerPage({
          composed: new ComposedCustomerPage({
            ...common,
            pages,
            key,
            configVersion: '1',
            observer,
          }),
          pages,
          hierarchy,
          sources,
          clock,
          observer,
        }),
      ),
      streams: new CustomerStream(common),
      pager: new FacetPager({
        engine,
        sources,
        sessions,
        cursor: new FacetCursor({ key }),
        deadlineMs: PAGE_DEADLINE_MS,
        clock,
      }),
    }),
  });
}
