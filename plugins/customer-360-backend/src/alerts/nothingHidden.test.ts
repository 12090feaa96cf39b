import {
  FACET_IDS,
  facetDefinitions,
  INDICATOR_KINDS,
  LABELS,
  observe,
  OBSERVED_FACETS,
  SECTIONS,
  type FacetDataMap,
  type FacetDefinition,
  type FacetId,
  type ObservedReading,
  type SectionId,
  type TierGrant,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { AccessExplainer } from '@customer-360/backstage-plugin-customer-360-node';
import fc from 'fast-check';
import { customerEntity } from '../__testUtils__/customers';
import { ticketsData } from '../__testUtils__/facetData';
import type { AccessShape } from '../access/AccessShape';
import { packReading, type PackedReading } from '../facets/PackedReading';
import type { FacetReadings } from '../facets/readings';
import { alertNotice } from './alertNotice';
import { ExplainedAccountTeam } from './ExplainedAccountTeam';
import { lookAtIndicators } from './IndicatorLook';
import { sightIndicators } from './sightIndicators';

const NOW = new Date('2026-09-10T12:00:00Z');
const definitions = FACET_IDS.map(
  id => facetDefinitions[id] as unknown as FacetDefinition,
);
const entity = customerEntity('acme');
const eur = (amount: number) => ({ amount, currency: 'EUR' });

/** Data of what indicators are made of; another number, other indicators. */
function dataOf(n: number): Partial<FacetDataMap> {
  const [ticket] = ticketsData('s').tickets;
  const open = Array.from({ length: n }, (_, i) => ({
    ...ticket,
    id: String(i),
    escalated: true,
  }));
  return {
    tickets: { tickets: open, open },
    contracts: {
      contracts: [
        {
          source: 's',
          id: '1',
          status: 'active',
          autoRenews: true,
          endDay: `2026-10-0${n}`,
          noticeDay: `2026-09-2${n}`,
        },
      ],
    },
    subscriptions: {
      subscriptions: [],
      mrr: [eur(10_000 * n)],
      mrrBefore: { day: '2026-08-11', mrr: [eur(90_000)], basis: 'events' },
      mrrHistory: [],
      policy: 'p',
    },
    activity: {
      daily: [],
      users: [],
      weeklyActive: n,
      weeklyActiveBefore: 100,
      monthlyActive: 500 + n,
    },
    entitlements: { seats: 100 + n, flags: [] },
    health: {
      source: 's',
      id: 'h',
      scale: { min: 0, max: 100 },
      direction: 'higher-is-better',
      basis: 'vendor',
      parts: [],
      coverage: 1,
      history: [],
      score: n,
      previous: { score: 90 },
    },
    satisfaction: {
      ratings: Array.from({ length: 5 + n }, (_, i) => ({
        source: 's',
        id: String(i),
        rating: { kind: 'binary' as const, good: false },
        at: '2026-09-01T00:00:00.000Z',
      })),
    },
  };
}

function readingsOf(data: Partial<FacetDataMap>): FacetReadings<PackedReading> {
  return new Map(
    Object.entries(data).map(([id, value]) => [
      id,
      [
        {
          source: { id: 's', title: 'S' },
          accounts: [
            {
              kind: 'read' as const,
              account: '1',
              reading: packReading({
                version: 'v',
                generation: 0,
                missing: [],
                truncated: false,
                fetchedAt: NOW.getTime(),
                freshUntil: NOW.getTime() + 1,
                usableUntil: NOW.getTime() + 1,
                data: value,
              }),
            },
          ],
          candidates: [],
        },
      ],
    ]),
  );
}

async function shapeOf(grant: TierGrant): Promise<AccessShape | undefined> {
  const explainer: AccessExplainer = {
    whoMaySee: () => '',
    roles: () => [
      {
        name: 'role',
        members: ['user:default/mara'],
        scopes: { own: grant },
        permissions: ['customer360.access'],
      },
    ],
    reasonsOf: () => [{ via: 'role', role: 'role', scope: 'own', ...grant }],
  };
  const mara = {
    userRef: 'user:default/mara',
    ownershipRefs: ['user:default/mara'],
  };
  const [audience] = await new ExplainedAccountTeam({
    explainer,
    people: {
      all: async () => ({ people: [], more: false }),
      find: async () => mara,
      findAll: async () => [mara],
      membersOf: async () => [mara],
    },
    grants: { live: async () => [] },
    definitions,
    labels: LABELS,
    withDetails: true,
    clock: { now: () => NOW.getTime() },
  }).audiencesOf(entity);
  return audience?.shape;
}

/** The same as it was observed a month ago. */
function pastOf(data: Partial<FacetDataMap>): ObservedReading[] {
  return OBSERVED_FACETS.filter(id => id in data).map(facet => ({
    facet,
    asOf: new Date(NOW.getTime() - 31 * 86_400_000).toISOString(),
    figures: observe(
      facet,
      facetDefinitions[facet].summarize!(data[facet] as never, NOW) as never,
    ),
  }));
}

/** All that decides whether and what people of these rights are told. */
function told(
  shape: AccessShape,
  data: Partial<FacetDataMap>,
  earlier: Partial<FacetDataMap> = dataOf(1),
): string {
  const { facets, indicators } = lookAtIndicators({
    entity,
    shape,
    definitions: definitions.filter(({ id }) => id in dataOf(1)),
    readings: readingsOf(data),
    past: pastOf(earlier),
    now: NOW,
  });
  return JSON.stringify([
    sightIndicators({
      kinds: INDICATOR_KINDS,
      facets,
      indicators,
      digestOf: (_kind, { before, now, text }) =>
        JSON.stringify([before, now, text]),
    }),
    indicators.map(indicator =>
      alertNotice(entity, { id: indicator.id, change: 'new' }, indicator),
    ),
  ]);
}

describe('what people are told of indicators', () => {
  it('does not depend on anything that they may not see', async () => {
    let hiding = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('summary' as const, 'full' as const),
        fc.subarray([...LABELS]),
        fc.subarray([...SECTIONS] as SectionId[]),
        async (tier, labels, sections) => {
          const shape = await shapeOf({ tier, labels, sections });
          if (!shape) {
            return;
          }
          const seen = dataOf(1);
          const other = dataOf(3);
          const hidden = (Object.keys(seen) as FacetId[]).filter(
            id => shape.facets.get(id)?.level === 'none',
          );
          hiding += hidden.length;
          const changed = {
            ...seen,
            ...Object.fromEntries(hidden.map(id => [id, other[id]])),
          };
          expect(told(shape, changed)).toBe(told(shape, seen));
          expect(told(shape, seen, changed)).toBe(told(shape, seen));
        },
      ),
      { numRuns: 200 },
    );
    expect(hiding).toBeGreaterThan(100);
  });

  it('is all of it for somebody who may see all', async () => {
    const shape = await shapeOf({ tier: 'full', labels: [...LABELS] });
    for (const id of Object.keys(dataOf(1)) as FacetId[]) {
      const changed = { ...dataOf(1), [id]: dataOf(3)[id] };
      expect([id, told(shape!, changed)]).not.toEqual([
        id,
        told(shape!, dataOf(1)),
      ]);
    }
  });

  it('is nothing for somebody who may see none of what they are made of', async () => {
    expect(
      await shapeOf({
        tier: 'full',
        labels: [...LABELS],
        sections: ['profile'],
      }),
    ).toBeUndefined();
    expect(
      await shapeOf({ tier: 'full', labels: [...LABELS], sections: [] }),
    ).toBeUndefined();
  });
});
