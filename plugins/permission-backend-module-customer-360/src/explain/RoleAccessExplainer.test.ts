import { mockCredentials } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { permissionRules } from '@backstage/plugin-catalog-backend/alpha';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import {
  customerPermissions,
  nobodyPermission,
  tierPermissions,
  type CustomerEntity,
} from '@customer-360/backstage-plugin-customer-360-common';
import fc from 'fast-check';
import { Customer360PermissionPolicy } from '../policy/Customer360PermissionPolicy';
import { readRoleModel } from '../roles/readRoleModel';
import { RoleAccessExplainer } from './RoleAccessExplainer';

const roles = {
  support: {
    members: ['group:default/support'],
    own: { tier: 'full' },
    team: { tier: 'full' },
    others: { tier: 'full' },
  },
  csm: {
    members: ['group:default/emea', 'group:default/americas'],
    own: { tier: 'read-write', labels: ['contract', 'notes'] },
    others: { tier: 'summary' },
  },
  manager: {
    members: ['user:default/tessa'],
    team: { tier: 'full', labels: ['contract'] },
  },
  finance: {
    members: ['group:default/finance'],
    sections: ['billing', 'contract'],
    others: { tier: 'full', labels: ['contract', 'revenue'] },
  },
};

const model = readRoleModel(
  new ConfigReader({
    customer360: {
      leads: { 'group:default/emea': ['user:default/tessa'] },
      roles,
    },
  }),
);
const explainer = new RoleAccessExplainer(model);
const policy = new Customer360PermissionPolicy(model);
const evaluate = createConditionAuthorizer(Object.values(permissionRules));

const customer = (...owners: string[]): CustomerEntity => ({
  apiVersion: 'customer-360/v1alpha1',
  kind: 'Customer',
  metadata: { name: 'acme', namespace: 'default' },
  spec: { owner: 'group:default/emea', lifecycle: 'active' },
  relations: owners.map(targetRef => ({ type: 'ownedBy', targetRef })),
});

const people = ['user:default/tessa', 'user:default/mara', 'user:default/zoe'];
const groups = ['support', 'emea', 'americas', 'finance'].map(
  name => `group:default/${name}`,
);

describe('RoleAccessExplainer', () => {
  it('names just the roles by which the policy decides', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...people),
        fc.subarray(groups),
        fc.subarray([...people, ...groups]),
        async (userRef, memberOf, owners) => {
          const entity = customer(...owners);
          const ownershipRefs = [userRef, ...memberOf];
          const explained = new Set(
            explainer
              .reasonsOf({ userRef, ownershipRefs }, entity)
              .flatMap(reason => [...tierPermissions(reason)]),
          );
          for (const permission of customerPermissions()) {
            const decision = await policy.handle(
              { permission },
              {
                credentials: mockCredentials.user(userRef),
                info: {
                  userEntityRef: userRef,
                  ownershipEntityRefs: ownershipRefs,
                },
              },
            );
            expect({
              permission: permission.name,
              held: evaluate(decision, entity),
            }).toEqual({
              permission: permission.name,
              held: explained.has(permission.name),
            });
          }
          expect(explained).not.toContain(nobodyPermission.name);
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each([
    [
      'a section',
      { section: 'usage', level: 'summary' as const },
      "Shown to the account's own people among manager, and to everybody who is support or csm",
    ],
    [
      'what has no summary',
      { section: 'usage', level: 'full' as const },
      "Shown to the account's own people among csm or manager, and to everybody who is support",
    ],
    [
      'a label',
      { section: 'contract', label: 'contract', level: 'summary' as const },
      "Shown to the account's own people among csm or manager, and to everybody who is finance",
    ],
    [
      'a label that one role has, for its own',
      { section: 'relationship', label: 'notes', level: 'full' as const },
      "Shown to the account's own people among csm",
    ],
    [
      'what no role shows',
      { section: 'relationship', label: 'sales', level: 'full' as const },
      "No role shows it; ask the account's owner",
    ],
  ])('says who may see %s', (_what, question, sentence) => {
    expect(
      explainer.whoMaySee({
        customerRef: 'customer:default/acme',
        ownerRef: 'group:default/emea',
        ...question,
      }),
    ).toBe(sentence);
  });

  it('describes the roles as config has them', () => {
    expect(explainer.roles().map(({ name }) => name)).toEqual(
      Object.keys(roles),
    );
  });

  it('names the permissions that a tier brings with it as well', () => {
    const [admin] = new RoleAccessExplainer(
      readRoleModel(
        new ConfigReader({
          customer360: {
            roles: {
              admin: {
                members: ['group:default/platform'],
                others: { tier: 'admin' },
                permissions: ['export'],
              },
            },
          },
        }),
      ),
    ).roles();
    expect(admin.permissions).toEqual(
      expect.arrayContaining([
        'customer360.export',
        'customer360.grants.manage',
        'customer360.ledger.read',
        'customer360.links.manage',
        'customer360.observations.erase',
      ]),
    );
  });
});
