import {
  FACET_IDS,
  facetDefinitions,
  LABELS,
  type FacetDefinition,
} from '@customer-360/backstage-plugin-customer-360-common';
import Ajv from 'ajv';
import fc from 'fast-check';
import { canaryReaders } from '../__testUtils__/canaries';
import { customerEntity } from '../__testUtils__/customers';
import type { FacetAccess } from '../access/AccessShape';
import type { FacetReadings } from '../facets/readings';
import { publishedSpec } from '../openapi/publishedSpec';
import { composeView } from './composeView';

const definitions: readonly FacetDefinition[] = FACET_IDS.map(
  id => facetDefinitions[id] as FacetDefinition,
);
const now = new Date('2026-09-10T12:00:00Z');

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    const parts = value instanceof Map ? value.values() : Object.values(value);
    [...parts].forEach(freeze);
    Object.freeze(value);
  }
  return value;
}

async function readAll(): Promise<FacetReadings> {
  const readings = definitions.map(async ({ id, schema }) => {
    const { data, missing = [] } = await canaryReaders[
      id as keyof typeof canaryReaders
    ]!.read({} as never, {} as never);
    return [
      id,
      [
        {
          source: { id: 'all', title: 'All' },
          candidates: [],
          accounts: [
            {
              kind: 'read' as const,
              account: '1',
              reading: {
                version: id,
                generation: 0,
                missing,
                truncated: false,
                fetchedAt: now.getTime(),
                freshUntil: now.getTime() + 60_000,
                usableUntil: now.getTime() + 600_000,
                data: schema.parse(data),
              },
            },
          ],
        },
      ],
    ] as const;
  });
  return new Map(await Promise.all(readings));
}

const ajv = new Ajv({
  allErrors: true,
  strict: false,
  validateFormats: false,
});
ajv.addSchema(publishedSpec('/', definitions), 'contract');
const isFacetView = ajv.compile({
  $ref: 'contract#/components/schemas/FacetView',
});

const keepers = {
  notes: 'Shown to those who write notes',
  sales: 'Shown to those who sell',
};

const access = fc.constantFrom<FacetAccess>(
  { level: 'full' },
  { level: 'full', keepers },
  { level: 'summary' },
  { level: 'summary', lowered: 'contract' },
  { level: 'summary', lowered: 'contract', whoMaySee: 'Somebody' },
  { level: 'none', whoMaySee: 'Somebody' },
);

describe('composeView', () => {
  it.each<[string, string[], object]>([
    [
      'notes before sales',
      ['contract'],
      {
        redacted: ['notes'],
        keepers: [{ label: 'notes', whoMaySee: keepers.notes }],
      },
    ],
    [
      'sales, where notes are shown',
      ['notes'],
      {
        redacted: ['sales'],
        keepers: [{ label: 'sales', whoMaySee: keepers.sales }],
      },
    ],
    ['nobody, where nothing is left out', ['notes', 'sales'], {}],
  ])(
    'says who may see what is left out: %s',
    async (_what, labels, expected) => {
      const { sections } = composeView({
        entity: customerEntity('acme'),
        shape: {
          key: '',
          facets: new Map(
            definitions.map(({ id }) => [id, { level: 'full', keepers }]),
          ),
          labels: new Set(labels),
          mayRefresh: true,
        },
        definitions,
        filled: new Set<string>(FACET_IDS),
        readings: await readAll(),
        now,
      });

      const { touchpoints } = sections.relationship!.facets;
      expect(touchpoints).toHaveProperty('data');
      expect(touchpoints).toEqual({
        ...touchpoints,
        redacted: undefined,
        keepers: undefined,
        ...expected,
      });
    },
  );

  it('gives facets as the published contract has them', async () => {
    const readings = await readAll();
    const unlike = new Set<string>();
    fc.assert(
      fc.property(access, fc.subarray([...LABELS]), (level, labels) => {
        const { sections } = composeView({
          entity: customerEntity('acme'),
          shape: {
            key: '',
            facets: new Map(definitions.map(({ id }) => [id, level])),
            labels: new Set(labels),
            mayRefresh: true,
          },
          definitions,
          filled: new Set<string>(FACET_IDS),
          readings,
          now,
        });
        for (const [id, view] of Object.values(sections).flatMap(({ facets }) =>
          Object.entries(facets),
        )) {
          if (!isFacetView(view)) {
            unlike.add(`${id}: ${ajv.errorsText(isFacetView.errors)}`);
          }
        }
      }),
      { numRuns: 50 },
    );
    expect([...unlike]).toEqual([]);
  });

  it('changes nothing of what it is given: all who waited for a reading share it', async () => {
    const readings = freeze(await readAll());
    const entity = freeze(customerEntity('acme'));
    fc.assert(
      fc.property(
        fc.array(access, {
          minLength: definitions.length,
          maxLength: definitions.length,
        }),
        fc.subarray([...LABELS]),
        (levels, labels) => {
          const input = {
            entity,
            shape: {
              key: '',
              facets: new Map(definitions.map(({ id }, i) => [id, levels[i]])),
              labels: new Set(labels),
              mayRefresh: true,
            },
            definitions,
            filled: new Set<string>(FACET_IDS),
            readings,
            now,
          };
          // What is frozen throws where it is written to.
          expect(composeView(input)).toEqual(composeView(input));
        },
      ),
      { numRuns: 200 },
    );
  });
});
