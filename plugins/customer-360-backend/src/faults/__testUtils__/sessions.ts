import { mockCredentials } from '@backstage/backend-test-utils';
import {
  facetDefinitions,
  type FacetDefinition,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { AccessShape, FacetAccess } from '../../access/AccessShape';
import type { CustomerAccess } from '../../access/CustomerAccess';
import type { Reader } from '../../access/Reader';
import { shapeKey } from '../../access/shapeKey';
import { customerEntity } from '../../__testUtils__/customers';
import { VERSIONED_FACETS, type VersionedFacet } from './VersionedSources';

type Level = FacetAccess['level'];

/** What each session may see of every customer. */
const LEVELS = {
  ada: { invoices: 'full', payments: 'full', tickets: 'full' },
  sam: { invoices: 'full', payments: 'full', tickets: 'full' },
  sue: { invoices: 'summary', payments: 'summary', tickets: 'summary' },
  tom: { invoices: 'none', payments: 'none', tickets: 'full' },
} as const satisfies Record<string, Record<VersionedFacet, Level>>;

export type SessionName = keyof typeof LEVELS;

export const SESSION_NAMES = Object.keys(LEVELS) as SessionName[];

export const VERSIONED_DEFINITIONS: readonly FacetDefinition[] =
  VERSIONED_FACETS.map(id => facetDefinitions[id] as FacetDefinition);

export function levelOf(session: SessionName, facet: VersionedFacet): Level {
  return LEVELS[session][facet];
}

/** The person behind one request: rows of the ledger are told apart by it. */
export function readerOf(session: SessionName, request: number): Reader {
  const userRef = `user:default/${session}-${request}`;
  return {
    credentials: mockCredentials.user(userRef),
    userRef,
    tokenHash: session,
    requestId: String(request),
  };
}

const SHAPES = new Map<string, AccessShape>(
  SESSION_NAMES.map(session => {
    const shape = {
      facets: new Map(
        VERSIONED_FACETS.map((facet): [string, FacetAccess] => {
          const level = levelOf(session, facet);
          return [
            facet,
            level === 'none' ? { level, whoMaySee: 'Nobody.' } : { level },
          ];
        }),
      ),
      labels: new Set<string>(),
      mayRefresh: true,
    };
    return [session, { ...shape, key: shapeKey(shape) }];
  }),
);

/** Lets everybody see every customer, each as much as their session may. */
export const sessionAccess: CustomerAccess = {
  readCustomer: async ({ tokenHash }, { name }) => ({
    entity: customerEntity(name),
    entityVersion: '1',
    ref: `customer:default/${name}`,
    shape: SHAPES.get(tokenHash)!,
  }),
  filterReadable: async () => [],
  listable: async () => ({ atoms: [], classes: [] }),
  require: async () => {},
  mayDo: async () => false,
  holds: async () => false,
  asSeenBy: customer => customer,
  mostOf: async () => 'full',
  requireExisting: async () => {},
};
