import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import {
  catalogConditions,
  createCatalogConditionalDecision,
  permissionRules,
} from '@backstage/plugin-catalog-backend/alpha';
import {
  catalogEntityCreatePermission,
  catalogEntityDeletePermission,
  catalogEntityReadPermission,
  catalogEntityRefreshPermission,
} from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  createPermission,
  isResourcePermission,
  type Permission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  type PermissionPolicy,
  type PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  accessPermission,
  labelPermission,
  nobodyPermission,
  refreshPermission,
  sectionFullPermission,
  sectionSummaryPermission,
} from '@customer-360/backstage-plugin-customer-360-common';
import { isCustomerRule } from '@customer-360/backstage-plugin-customer-360-node';
import { readRoleModel } from '../roles/readRoleModel';
import { Customer360PermissionPolicy } from './Customer360PermissionPolicy';

const FULL = { tier: 'full', labels: ['contract'] };

const ours = new Customer360PermissionPolicy(
  readRoleModel(
    new ConfigReader({
      customer360: {
        roles: {
          all: {
            members: ['user:default/fiona'],
            own: FULL,
            team: FULL,
            others: FULL,
          },
          own: { members: ['user:default/jonas'], own: FULL },
          granted: { members: ['user:default/erin'], own: FULL },
        },
      },
    }),
  ),
  {
    of: person =>
      person === 'user:default/erin'
        ? [
            {
              id: 'g',
              person,
              scope: { kind: 'customer', ref: 'customer:default/rheas' },
              tier: 'full',
              labels: [],
              expiresAt: '2099-01-01T00:00:00.000Z',
              breakGlass: false,
            },
          ]
        : [],
  },
);

/** One to whom ours allows, two conditionally, and one it denies. */
const people = ['fiona', 'jonas', 'erin', 'zoe'].map(
  (name): PolicyQueryUser => {
    const userEntityRef = `user:default/${name}`;
    return {
      credentials: mockCredentials.user(userEntityRef),
      info: { userEntityRef, ownershipEntityRefs: [userEntityRef] },
    };
  },
);

const entity = (kind: string, name: string, ...owners: string[]): Entity => ({
  apiVersion: 'x/v1',
  kind,
  metadata: { name, namespace: 'default' },
  relations: owners.map(owner => ({ type: 'ownedBy', targetRef: owner })),
});

const CSM = 'group:default/csm';
const customers = [
  entity('Customer', 'jonass', 'user:default/jonas'),
  entity('Customer', 'both', 'user:default/jonas', CSM),
  entity('Customer', 'rheas', 'user:default/rhea', CSM),
  entity('Customer', 'nobodys'),
];
const others = [
  entity('Component', 'csm', CSM),
  entity('Component', 'jonass', 'user:default/jonas'),
  entity('Group', 'nobodys'),
  // Named as a customer is, and none.
  entity('API', 'rheas', CSM),
];

const ofTheCatalog = [
  catalogEntityReadPermission,
  catalogEntityRefreshPermission,
  catalogEntityDeletePermission,
];
const ofOurs = [
  sectionSummaryPermission('billing'),
  sectionFullPermission('billing'),
  labelPermission('contract'),
  refreshPermission,
];
/** Of a plugin that neither of them knows. */
const foreign = createPermission({
  name: 'techdocs.page.read',
  attributes: { action: 'read' },
  resourceType: 'techdocs-page',
});

const isOwner = catalogConditions.isEntityOwner({ claims: [CSM] });
const isComponent = catalogConditions.isEntityKind({ kinds: ['Component'] });

const ifOnCatalog =
  (conditions: Parameters<typeof createCatalogConditionalDecision>[1]) =>
  (permission: Permission): PolicyDecision =>
    isResourcePermission(permission, 'catalog-entity')
      ? createCatalogConditionalDecision(permission, conditions)
      : { result: AuthorizeResult.ALLOW };

const policies: Record<string, (permission: Permission) => PolicyDecision> = {
  'that allows': () => ({ result: AuthorizeResult.ALLOW }),
  'that denies': () => ({ result: AuthorizeResult.DENY }),
  'with a condition': ifOnCatalog(isOwner),
  'with a condition that is negated': ifOnCatalog({ not: isOwner }),
  'with either of two conditions': ifOnCatalog({
    anyOf: [isOwner, isComponent],
  }),
  'with both of two conditions': ifOnCatalog({
    allOf: [isOwner, { not: isComponent }],
  }),
};

const evaluate = createConditionAuthorizer([
  ...Object.values(permissionRules),
  isCustomerRule,
]);

const holds = async (
  policy: PermissionPolicy,
  permission: Permission,
  user: PolicyQueryUser,
  on: Entity,
) => evaluate(await policy.handle({ permission }, user), on);

describe.each(Object.entries(policies))(
  'combined with a policy %s',
  (_, decide) => {
    const theirs: PermissionPolicy = {
      handle: async ({ permission }) => decide(permission),
    };
    const both = Customer360PermissionPolicy.combine(theirs, ours);

    it('needs both of them on a customer', async () => {
      for (const user of people) {
        for (const permission of ofTheCatalog) {
          for (const customer of customers) {
            expect([
              user.info.userEntityRef,
              permission.name,
              customer.metadata.name,
              await holds(both, permission, user, customer),
            ]).toEqual([
              user.info.userEntityRef,
              permission.name,
              customer.metadata.name,
              (await holds(theirs, permission, user, customer)) &&
                (await holds(ours, permission, user, customer)),
            ]);
          }
        }
      }
    });

    it('goes by theirs alone on all that is none', async () => {
      for (const user of people) {
        for (const permission of ofTheCatalog) {
          for (const other of others) {
            expect([
              permission.name,
              other.kind,
              await holds(both, permission, user, other),
            ]).toEqual([
              permission.name,
              other.kind,
              await holds(theirs, permission, user, other),
            ]);
          }
        }
        for (const permission of [catalogEntityCreatePermission, foreign]) {
          await expect(both.handle({ permission }, user)).resolves.toEqual(
            decide(permission),
          );
        }
      }
    });

    it('denies without a condition what nobody is granted', async () => {
      for (const user of people) {
        await expect(
          both.handle({ permission: nobodyPermission }, user),
        ).resolves.toEqual({ result: AuthorizeResult.DENY });
      }
    });

    it('goes by ours alone on our own permissions', async () => {
      for (const user of people) {
        for (const permission of [...ofOurs, accessPermission]) {
          await expect(both.handle({ permission }, user)).resolves.toEqual(
            await ours.handle({ permission }, user),
          );
        }
      }
    });
  },
);

describe('combine', () => {
  it('hands on what goes wrong in theirs, so that nothing is allowed', async () => {
    const broken = Customer360PermissionPolicy.combine(
      { handle: async () => Promise.reject(new Error('no')) },
      ours,
    );
    for (const permission of [
      catalogEntityReadPermission,
      catalogEntityCreatePermission,
      sectionFullPermission('billing'),
    ]) {
      await expect(broken.handle({ permission }, people[0])).rejects.toThrow(
        'no',
      );
    }
  });

  it('takes nobody’s policy away that was combined before', () => {
    const allow: PermissionPolicy = {
      handle: async () => ({ result: AuthorizeResult.ALLOW }),
    };
    const once = Customer360PermissionPolicy.combine(allow, ours);
    expect(() => Customer360PermissionPolicy.combine(allow, once)).toThrow(
      'is combined with a policy already',
    );
  });

  it('may itself be combined into another as theirs', async () => {
    const denying: PermissionPolicy = {
      handle: async () => ({ result: AuthorizeResult.DENY }),
    };
    const inner = Customer360PermissionPolicy.combine(denying, ours);
    const outer = Customer360PermissionPolicy.combine(inner, ours);
    for (const user of people) {
      for (const on of [...customers, ...others]) {
        await expect(
          holds(outer, catalogEntityReadPermission, user, on),
        ).resolves.toBe(false);
      }
    }
  });
});
