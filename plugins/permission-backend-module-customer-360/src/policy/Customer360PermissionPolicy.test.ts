import type { Entity } from '@backstage/catalog-model';
import {
  createCatalogConditionalDecision,
  catalogConditions,
  permissionRules,
} from '@backstage/plugin-catalog-backend/alpha';
import {
  catalogEntityCreatePermission,
  catalogEntityDeletePermission,
  catalogEntityReadPermission,
} from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  isResourcePermission,
  type Permission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  type PermissionPolicy,
  type PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { ConfigReader } from '@backstage/config';
import { mockCredentials } from '@backstage/backend-test-utils';
import {
  accessPermission,
  actionsApprovePermission,
  creditApplyPermission,
  labelPermission,
  ledgerReadPermission,
  nobodyPermission,
  refreshPermission,
  sectionFullPermission,
  sectionSummaryPermission,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { LiveGrant } from '@customer-360/backstage-plugin-customer-360-common';
import { isCustomerRule } from '@customer-360/backstage-plugin-customer-360-node';
import { readRoleModel } from '../roles/readRoleModel';
import { Customer360PermissionPolicy } from './Customer360PermissionPolicy';

const csm = { tier: 'read-write', labels: ['contract', 'notes', 'sales'] };

const model = readRoleModel(
  new ConfigReader({
    customer360: {
      leads: { 'group:default/csm-emea': ['user:default/tessa'] },
      roles: {
        csm: {
          members: ['group:default/csm-emea'],
          own: csm,
          others: { tier: 'summary' },
          team: { tier: 'summary' },
        },
        manager: {
          members: ['user:default/tessa'],
          team: csm,
          permissions: ['actions.approve'],
        },
        seller: {
          members: ['user:default/jonas'],
          own: { tier: 'full', labels: ['contract', 'sales'] },
        },
        finance: {
          members: ['user:default/fiona'],
          sections: ['billing'],
          own: { tier: 'full' },
          team: { tier: 'full' },
          others: { tier: 'full' },
        },
        admin: {
          members: ['user:default/ada'],
          own: { tier: 'admin' },
          team: { tier: 'admin' },
          others: { tier: 'admin' },
        },
      },
    },
  }),
);

const policy = new Customer360PermissionPolicy(model);

function person(name: string, ...groups: string[]): PolicyQueryUser {
  const userEntityRef = `user:default/${name}`;
  return {
    credentials: mockCredentials.user(userEntityRef),
    info: {
      userEntityRef,
      ownershipEntityRefs: [
        userEntityRef,
        ...groups.map(group => `group:default/${group}`),
      ],
    },
  };
}

const mara = person('mara', 'csm-emea');
const tessa = person('tessa', 'csm-emea');
const jonas = person('jonas', 'sales-emea');
const fiona = person('fiona', 'finance');
const ada = person('ada', 'platform');

function entity(kind: string, ...owners: string[]): Entity {
  return {
    apiVersion: 'customer-360/v1alpha1',
    kind,
    metadata: { name: 'x', namespace: 'default' },
    spec: { segment: 'enterprise' },
    relations: owners.map(targetRef => ({ type: 'ownedBy', targetRef })),
  };
}

const marasAndJonass = entity(
  'Customer',
  'group:default/csm-emea',
  'user:default/mara',
  'user:default/jonas',
);
const rheas = entity('Customer', 'group:default/csm-emea', 'user:default/rhea');
const tomass = entity(
  'Customer',
  'group:default/csm-americas',
  'user:default/tomas',
);
const component = entity('Component', 'group:default/engineering');

const evaluate = createConditionAuthorizer([
  ...Object.values(permissionRules),
  isCustomerRule,
]);

async function may(
  user: PolicyQueryUser | undefined,
  permission: Permission,
  on?: Entity,
  by: PermissionPolicy = policy,
): Promise<boolean> {
  const decision = await by.handle({ permission }, user);
  return on
    ? evaluate(decision, on)
    : decision.result === AuthorizeResult.ALLOW;
}

describe('Customer360PermissionPolicy', () => {
  it('should hide the customers of others from an account executive, everywhere alike', async () => {
    for (const permission of [
      catalogEntityReadPermission,
      sectionSummaryPermission('billing'),
      sectionFullPermission('billing'),
      labelPermission('contract'),
      refreshPermission,
    ]) {
      await expect(may(jonas, permission, marasAndJonass)).resolves.toBe(true);
      await expect(may(jonas, permission, rheas)).resolves.toBe(false);
      await expect(may(jonas, permission, tomass)).resolves.toBe(false);
    }
  });

  it('should show a CSM the customers of a mate in the same group in summary only', async () => {
    await expect(
      may(mara, sectionFullPermission('usage'), marasAndJonass),
    ).resolves.toBe(true);
    await expect(
      may(mara, sectionSummaryPermission('usage'), rheas),
    ).resolves.toBe(true);
    await expect(
      may(mara, sectionFullPermission('usage'), rheas),
    ).resolves.toBe(false);
    await expect(may(mara, labelPermission('notes'), rheas)).resolves.toBe(
      false,
    );
  });

  it('should show the one who leads a group its customers in full, and others in summary', async () => {
    await expect(may(tessa, labelPermission('notes'), rheas)).resolves.toBe(
      true,
    );
    await expect(may(tessa, labelPermission('notes'), tomass)).resolves.toBe(
      false,
    );
    await expect(
      may(tessa, sectionSummaryPermission('usage'), tomass),
    ).resolves.toBe(true);
  });

  it('should keep a role to its sections', async () => {
    await expect(
      may(fiona, sectionFullPermission('billing'), tomass),
    ).resolves.toBe(true);
    await expect(
      may(fiona, sectionSummaryPermission('usage'), tomass),
    ).resolves.toBe(false);
  });

  it('should give admins no label and no money', async () => {
    await expect(
      may(ada, sectionFullPermission('billing'), tomass),
    ).resolves.toBe(true);
    await expect(may(ada, labelPermission('notes'), tomass)).resolves.toBe(
      false,
    );
    await expect(may(ada, creditApplyPermission, tomass)).resolves.toBe(false);
    await expect(may(ada, catalogEntityDeletePermission, tomass)).resolves.toBe(
      true,
    );
    await expect(may(ada, ledgerReadPermission)).resolves.toBe(true);
    await expect(
      may(mara, creditApplyPermission, marasAndJonass),
    ).resolves.toBe(true);
  });

  it('should grant what is decided once per person by role', async () => {
    await expect(may(jonas, accessPermission)).resolves.toBe(true);
    await expect(may(jonas, ledgerReadPermission)).resolves.toBe(false);
    await expect(may(tessa, actionsApprovePermission)).resolves.toBe(true);
    await expect(may(mara, actionsApprovePermission)).resolves.toBe(false);
  });

  it('should give nothing to somebody without a role, and to nobody', async () => {
    for (const user of [person('zoe'), undefined]) {
      await expect(may(user, accessPermission)).resolves.toBe(false);
      await expect(may(user, catalogEntityReadPermission, rheas)).resolves.toBe(
        false,
      );
      await expect(
        may(user, sectionSummaryPermission('profile'), rheas),
      ).resolves.toBe(false);
    }
  });

  it('should never allow what nobody is granted', async () => {
    for (const user of [mara, tessa, jonas, fiona, ada]) {
      await expect(may(user, nobodyPermission, marasAndJonass)).resolves.toBe(
        false,
      );
    }
  });

  it('should leave what is no customer alone', async () => {
    await expect(
      may(jonas, catalogEntityReadPermission, component),
    ).resolves.toBe(true);
    await expect(
      may(person('zoe'), catalogEntityReadPermission, component),
    ).resolves.toBe(true);
    await expect(may(jonas, catalogEntityCreatePermission)).resolves.toBe(true);
  });

  it('should put no condition on what is held for every customer', async () => {
    const decide = (user: PolicyQueryUser) =>
      policy.handle({ permission: sectionFullPermission('billing') }, user);
    await expect(decide(fiona)).resolves.toEqual({
      result: AuthorizeResult.ALLOW,
    });
    await expect(decide(jonas)).resolves.toMatchObject({
      result: AuthorizeResult.CONDITIONAL,
    });
  });

  describe('with grants', () => {
    const rheasRef: Entity = {
      ...rheas,
      metadata: { name: 'rheas', namespace: 'default' },
    };
    const grantTo = (
      name: string,
      over: Partial<LiveGrant> = {},
    ): LiveGrant => ({
      id: 'g',
      person: `user:default/${name}`,
      scope: { kind: 'customer', ref: 'customer:default/rheas' },
      tier: 'full',
      labels: ['contract'],
      expiresAt: '2099-01-01T00:00:00.000Z',
      breakGlass: false,
      ...over,
    });
    const granting = (...grants: LiveGrant[]) =>
      new Customer360PermissionPolicy(model, {
        of: userRef => grants.filter(grant => grant.person === userRef),
      });

    it('should show a granted customer, everywhere alike, and no other', async () => {
      const by = granting(grantTo('jonas'));
      for (const permission of [
        catalogEntityReadPermission,
        sectionSummaryPermission('billing'),
        sectionFullPermission('billing'),
        labelPermission('contract'),
        refreshPermission,
      ]) {
        await expect(may(jonas, permission, rheasRef, by)).resolves.toBe(true);
        await expect(may(jonas, permission, tomass, by)).resolves.toBe(false);
        await expect(may(jonas, permission, marasAndJonass, by)).resolves.toBe(
          true,
        );
      }
      await expect(
        may(jonas, labelPermission('notes'), rheasRef, by),
      ).resolves.toBe(false);
      await expect(
        may(jonas, catalogEntityReadPermission, component, by),
      ).resolves.toBe(true);
    });

    it('should never give more than to read, and only its own sections', async () => {
      const by = granting(grantTo('jonas', { sections: ['billing'] }));
      await expect(
        may(jonas, creditApplyPermission, rheasRef, by),
      ).resolves.toBe(false);
      await expect(
        may(jonas, catalogEntityDeletePermission, rheasRef, by),
      ).resolves.toBe(false);
      await expect(
        may(jonas, sectionSummaryPermission('usage'), rheasRef, by),
      ).resolves.toBe(false);
    });

    it('should show a granted segment', async () => {
      const by = granting(
        grantTo('jonas', { scope: { kind: 'segment', segment: 'enterprise' } }),
      );
      await expect(
        may(jonas, catalogEntityReadPermission, tomass, by),
      ).resolves.toBe(true);
      await expect(
        may(
          jonas,
          catalogEntityReadPermission,
          { ...tomass, spec: { segment: 'smb' } },
          by,
        ),
      ).resolves.toBe(false);
      await expect(
        may(
          jonas,
          sectionFullPermission('billing'),
          { ...component, spec: { segment: 'enterprise' } },
          by,
        ),
      ).resolves.toBe(false);
    });

    it('should be nobody else’s, and nothing to somebody without a role', async () => {
      const by = granting(grantTo('jonas'), grantTo('zoe'));
      await expect(
        may(person('erin'), catalogEntityReadPermission, rheasRef, by),
      ).resolves.toBe(false);
      await expect(
        may(person('zoe'), catalogEntityReadPermission, rheasRef, by),
      ).resolves.toBe(false);
    });

    it('should put fifty customers into one condition', async () => {
      const by = granting(
        ...Array.from({ length: 50 }, (_, at) =>
          grantTo('jonas', {
            scope: { kind: 'customer', ref: `customer:default/c${at}` },
          }),
        ),
      );
      const decision = await by.handle(
        { permission: sectionFullPermission('billing') },
        jonas,
      );
      expect(JSON.stringify(decision).split('"rule"')).toHaveLength(4);
    });

    it('should survive being combined with a policy that allows', async () => {
      const both = Customer360PermissionPolicy.combine(
        { handle: async () => ({ result: AuthorizeResult.ALLOW }) },
        granting(grantTo('jonas')),
      );
      await expect(
        may(jonas, catalogEntityReadPermission, rheasRef, both),
      ).resolves.toBe(true);
    });
  });

  describe('combined with a company’s own policy', () => {
    const theirs = (decide: (permission: Permission) => PolicyDecision) => ({
      handle: async ({ permission }: { permission: Permission }) =>
        decide(permission),
    });
    const combined = (decide: (permission: Permission) => PolicyDecision) =>
      Customer360PermissionPolicy.combine(theirs(decide), policy);

    it('should follow theirs for all that is no customer', async () => {
      const denying = combined(() => ({ result: AuthorizeResult.DENY }));
      await expect(
        may(jonas, catalogEntityReadPermission, component, denying),
      ).resolves.toBe(false);
      await expect(
        may(jonas, catalogEntityCreatePermission, undefined, denying),
      ).resolves.toBe(false);
    });

    it('should need both for a customer where theirs allows', async () => {
      const allowing = combined(() => ({ result: AuthorizeResult.ALLOW }));
      await expect(
        may(jonas, catalogEntityReadPermission, marasAndJonass, allowing),
      ).resolves.toBe(true);
      await expect(
        may(jonas, catalogEntityReadPermission, rheas, allowing),
      ).resolves.toBe(false);
    });

    it('should need both for a customer where theirs is conditional', async () => {
      const conditional = combined(permission =>
        isResourcePermission(permission, 'catalog-entity')
          ? createCatalogConditionalDecision(
              permission,
              catalogConditions.isEntityOwner({
                claims: ['group:default/csm-emea'],
              }),
            )
          : { result: AuthorizeResult.ALLOW },
      );
      await expect(
        may(mara, catalogEntityReadPermission, rheas, conditional),
      ).resolves.toBe(true);
      await expect(
        may(mara, catalogEntityReadPermission, tomass, conditional),
      ).resolves.toBe(false);
      await expect(
        may(mara, catalogEntityReadPermission, component, conditional),
      ).resolves.toBe(false);
    });

    it('should not be overruled on our own permissions', async () => {
      const allowing = combined(() => ({ result: AuthorizeResult.ALLOW }));
      await expect(
        may(jonas, sectionFullPermission('billing'), rheas, allowing),
      ).resolves.toBe(false);
    });
  });
});
