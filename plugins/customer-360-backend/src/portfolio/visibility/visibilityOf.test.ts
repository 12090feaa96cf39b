import type { Entity } from '@backstage/catalog-model';
import { permissionRules } from '@backstage/plugin-catalog-backend/alpha';
import {
  AuthorizeResult,
  type PermissionCondition,
  type PermissionCriteria,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import {
  facetDefinitions,
  type FacetDefinition,
  OBSERVED_FACETS,
  PORTFOLIO_SECTIONS,
} from '@customer-360/backstage-plugin-customer-360-common';
import { isCustomerRule } from '@customer-360/backstage-plugin-customer-360-node';
import fc from 'fast-check';
import { customerEntity } from '../../__testUtils__/customers';
import { ALLOW, DENY } from '../../__testUtils__/fakePolicy';
import { shapeAccess } from '../../access/shapeAccess';
import { maskOf } from '../sectionMask';
import { cellsOf } from './cellsOf';
import { simplify } from './simplify';
import type { Atom, Visibility } from './Visibility';
import { visibilityOf } from './visibilityOf';

type Criteria = PermissionCriteria<PermissionCondition>;

const DEFINITIONS = Object.values(facetDefinitions) as FacetDefinition[];
const OWNERS = ['user:default/mara', 'group:default/csm', 'group:default/emea'];
const REFS = ['customer:default/c0', 'customer:default/c1'];
const READ = 'catalog.entity.read';

const rule = (name: string, params: object): Criteria => ({
  rule: name,
  resourceType: 'catalog-entity',
  params: params as never,
});

const anyCondition: fc.Arbitrary<Criteria> = fc.oneof(
  fc.subarray(OWNERS).map(claims => rule('IS_ENTITY_OWNER', { claims })),
  fc.subarray(REFS).map(refs => rule('IS_CUSTOMER', { refs })),
  fc.constant(rule('IS_ENTITY_KIND', { kinds: ['Customer'] })),
  fc.constant(rule('IS_ENTITY_KIND', { kinds: ['component'] })),
  fc
    .constantFrom('smb', 'enterprise')
    .map(value => rule('HAS_SPEC', { key: 'segment', value })),
);

const anyCriteria = fc.letrec<{ criteria: Criteria }>(tie => ({
  criteria: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    anyCondition,
    fc
      .array(tie('criteria'), { minLength: 1, maxLength: 3 })
      .map(some => ({ anyOf: some as [Criteria, ...Criteria[]] })),
    fc
      .array(tie('criteria'), { minLength: 1, maxLength: 3 })
      .map(some => ({ allOf: some as [Criteria, ...Criteria[]] })),
    tie('criteria').map(inner => ({ not: inner })),
  ),
})).criteria;

const conditional = (conditions: Criteria): PolicyDecision => ({
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'catalog',
  resourceType: 'catalog-entity',
  conditions,
});

const anyDecision = fc.oneof(
  fc.constant(ALLOW),
  fc.constant(DENY),
  anyCriteria.map(conditional),
);

const NAMES = [
  READ,
  ...PORTFOLIO_SECTIONS.flatMap(section => [
    `customer360.${section}.summary.read`,
    `customer360.${section}.full.read`,
  ]),
];

const anyEntity = fc
  .record({
    at: fc.integer({ min: 0, max: 3 }),
    owners: fc.subarray(OWNERS),
    segment: fc.constantFrom('smb', 'enterprise', undefined),
  })
  .map(({ at, owners, segment }) => {
    const entity = customerEntity(`c${at}`);
    return {
      ...entity,
      spec: { ...entity.spec, segment },
      relations: owners.map(targetRef => ({ type: 'ownedBy', targetRef })),
    };
  });

const authorizer = createConditionAuthorizer<Entity>({
  getRuleByName: name =>
    [...Object.values(permissionRules), isCustomerRule].find(
      each => each.name === name,
    ) as never,
});

function isSo(atom: Atom, entity: Entity): boolean {
  switch (atom.kind) {
    case 'owner':
      return (entity.relations ?? []).some(({ targetRef }) =>
        atom.refs.includes(targetRef),
      );
    case 'customer':
      return atom.refs.includes(`customer:default/${entity.metadata.name}`);
    default:
      return entity.spec?.[atom.key] === atom.value;
  }
}

function classesOf(visibility: Visibility, entity: Entity): number[] {
  if ('closed' in visibility) {
    throw new Error('closed');
  }
  return visibility.classes.flatMap(({ mask, when }) =>
    when
      .filter(all =>
        all.every(([at, is]) => isSo(visibility.atoms[at], entity) === is),
      )
      .map(() => mask),
  );
}

const decisionsOf = (resource: ReadonlyMap<string, PolicyDecision>) => ({
  mayUse: true,
  resource,
});

describe('visibilityOf', () => {
  it('has each customer once, in the class of what a page shows of it, or not at all', () => {
    fc.assert(
      fc.property(
        fc.tuple(...NAMES.map(() => anyDecision)),
        anyEntity,
        (decisions, entity) => {
          const resource = new Map(
            NAMES.map((name, at) => [name, decisions[at]] as const),
          );
          const visibility = visibilityOf(decisionsOf(resource), DEFINITIONS);
          fc.pre(!('closed' in visibility));
          const allowed = new Set(
            NAMES.filter(name => authorizer(resource.get(name)!, entity)),
          );
          const { facets } = shapeAccess({
            allowed,
            definitions: DEFINITIONS,
            labels: [],
          });
          const mask = maskOf(
            PORTFOLIO_SECTIONS.filter(section =>
              DEFINITIONS.some(
                ({ id, section: its }) =>
                  its === section &&
                  (OBSERVED_FACETS as readonly string[]).includes(id) &&
                  facets.get(id)?.level !== 'none',
              ),
            ),
          );
          expect(classesOf(visibility, entity)).toEqual(
            allowed.has(READ) ? [mask] : [],
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  it('says in a few words what a role of the ready-made policy says', () => {
    const own = ['user:default/mara'];
    const team = ['group:default/csm'];
    const mine = rule('IS_ENTITY_OWNER', { claims: own });
    const teams = rule('IS_ENTITY_OWNER', { claims: team });
    const others = {
      not: rule('IS_ENTITY_OWNER', { claims: [...own, ...team] }),
    };
    const visibility = visibilityOf(
      decisionsOf(
        new Map([
          [READ, ALLOW],
          [
            'customer360.billing.full.read',
            conditional({ anyOf: [mine, teams] }),
          ],
          ['customer360.support.summary.read', conditional(others)],
        ]),
      ),
      DEFINITIONS,
    );
    expect(visibility).toEqual({
      atoms: [
        { kind: 'owner', refs: own },
        { kind: 'owner', refs: team },
      ],
      classes: [
        {
          mask: maskOf(['support']),
          when: [
            [
              [0, false],
              [1, false],
            ],
          ],
        },
        { mask: maskOf(['billing']), when: [[[0, true]], expect.anything()] },
      ],
    });
  });

  it.each([
    ['a rule of somebody else', rule('IS_TUESDAY', {}), 'foreign-rule'],
    [
      'a rule of the catalog that nobody is listed by',
      { not: rule('HAS_ANNOTATION', { annotation: 'x' }) },
      'foreign-rule',
    ],
    [
      'something of an entity that nobody is listed by',
      rule('HAS_SPEC', { key: 'parent', value: 'x' }),
      'foreign-rule',
    ],
    [
      'more than can be gone through',
      {
        anyOf: Array.from({ length: 10 }, (_, at) =>
          rule('HAS_SPEC', { key: 'segment', value: `s${at}` }),
        ) as [Criteria, ...Criteria[]],
      },
      'too-many-rules',
    ],
  ])('closes the list where the policy uses %s', (_what, criteria, closed) => {
    expect(
      visibilityOf(
        decisionsOf(new Map([[READ, conditional(criteria as Criteria)]])),
        DEFINITIONS,
      ),
    ).toEqual({ closed });
  });

  it('closes the list where a condition is of another plugin', () => {
    const decision = {
      ...conditional(rule('IS_ENTITY_OWNER', { claims: [] })),
      pluginId: 'elsewhere',
    } as PolicyDecision;
    expect(
      visibilityOf(decisionsOf(new Map([[READ, decision]])), DEFINITIONS),
    ).toEqual({ closed: 'foreign-rule' });
  });

  it('lists nobody where nothing was decided', () => {
    expect(visibilityOf(decisionsOf(new Map()), DEFINITIONS)).toEqual({
      atoms: [],
      classes: [],
    });
  });
});

describe('cellsOf', () => {
  it('makes each list of whole parts', () => {
    expect(cellsOf([['a'], ['b', 'c'], ['a', 'b', 'c'], ['c', 'b']])).toEqual([
      ['a'],
      ['b', 'c'],
    ]);
  });
});

describe('simplify', () => {
  it('leaves out what does not matter', () => {
    expect(
      simplify([
        [true, true],
        [true, false],
      ]),
    ).toEqual([[[0, true]]]);
    expect(
      simplify([
        [true, true],
        [false, true],
        [true, false],
        [false, false],
      ]),
    ).toEqual([[]]);
  });
});
