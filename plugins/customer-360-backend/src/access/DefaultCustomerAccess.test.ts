import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  facetDefinitions,
  LABELS,
  type FacetDefinition,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { AccessExplainer } from '@customer-360/backstage-plugin-customer-360-node';
import { customerEntity } from '../__testUtils__/customers';
import { ALLOW, DENY, everything, ifOwner } from '../__testUtils__/fakePolicy';
import { CatalogCustomerEntities } from './CustomerEntities';
import { InProcessCustomerRights } from './CustomerRights';
import { DefaultCustomerAccess } from './DefaultCustomerAccess';
import { CachedPersonDecisions } from './PersonDecisions';
import type { Reader } from './Reader';
import { UnknownPolicyExplainer } from './UnknownPolicyExplainer';
import { viewPermissions } from './viewPermissions';

const DEFINITIONS = Object.values(facetDefinitions) as FacetDefinition[];

function reader(name: string): Reader {
  const userRef = `user:default/${name}`;
  return {
    credentials: mockCredentials.user(userRef),
    userRef,
    tokenHash: `hash of ${name}`,
    requestId: `request of ${name}`,
  };
}

function setup(
  decide: (permission: string) => PolicyDecision,
  options: {
    foreign?: (permission: string) => PolicyDecision;
    definitions?: readonly FacetDefinition[];
    explainer?: AccessExplainer;
  } = {},
) {
  const { definitions = DEFINITIONS } = options;
  const authorize = jest.fn(async requests =>
    requests.map((request: { permission: { name: string } }) =>
      (options.foreign ?? decide)(request.permission.name),
    ),
  );
  const authorizeConditional = jest.fn(async requests =>
    requests.map((request: { permission: { name: string } }) =>
      decide(request.permission.name),
    ),
  );
  const permissions = mockServices.permissions.mock({
    authorize,
    authorizeConditional,
  });
  const logger = mockServices.logger.mock();
  const catalog = catalogServiceMock.mock({
    getEntityByRef: async ref =>
      ref === 'customer:default/acme' ? customerEntity('acme') : undefined,
  });
  const access = new DefaultCustomerAccess({
    decisions: new CachedPersonDecisions({
      permissions,
      asked: viewPermissions(definitions, LABELS),
    }),
    rights: new InProcessCustomerRights({ permissions, logger }),
    entities: new CatalogCustomerEntities({
      catalog,
      auth: mockServices.auth(),
    }),
    explainer: options.explainer ?? new UnknownPolicyExplainer(),
    definitions,
    labels: LABELS,
    allowAllPolicy: false,
  });
  return { access, authorize, authorizeConditional, catalog, logger };
}

const foreign: PolicyDecision = {
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'catalog',
  resourceType: 'catalog-entity',
  conditions: {
    anyOf: [
      {
        not: {
          rule: 'IS_FAVOURITE',
          resourceType: 'catalog-entity',
          params: { refs: [] },
        },
      },
    ],
  },
};

const acme = { namespace: 'default', name: 'acme' };

describe('DefaultCustomerAccess', () => {
  it('asks the policy once for many views, and evaluates ownership itself', async () => {
    const owner = ifOwner('user:default/mara');
    const { access, authorize, authorizeConditional, catalog } = setup(
      permission =>
        permission.startsWith('customer360.label.') ||
        permission === 'catalog.entity.read'
          ? owner
          : everything(permission),
    );

    const views = await Promise.all(
      Array.from({ length: 50 }, () =>
        access.readCustomer(reader('mara'), acme),
      ),
    );

    expect([...views[49].shape.labels]).toEqual([...LABELS]);
    expect(authorizeConditional).toHaveBeenCalledTimes(1);
    expect(authorize).not.toHaveBeenCalled();
    expect(catalog.getEntityByRef).toHaveBeenCalledTimes(1);
  });

  it.each(['the policy', 'the catalog'])(
    'says that it cannot be decided where %s hangs',
    async who => {
      jest.useFakeTimers({ doNotFake: ['setImmediate'] });
      try {
        const { access, authorizeConditional, catalog } = setup(everything);
        const hang = () => new Promise<never>(() => {});
        if (who === 'the policy') {
          authorizeConditional.mockImplementation(hang);
        } else {
          catalog.getEntityByRef.mockImplementation(hang);
        }
        const refusal = access
          .readCustomer(reader('mara'), acme)
          .catch((error: Error) => error.name);
        await jest.advanceTimersByTimeAsync(60_000);
        expect(await refusal).toBe('ServiceUnavailableError');
      } finally {
        jest.useRealTimers();
      }
    },
  );

  it.each(['the policy', 'the catalog'])(
    'asks once more where the connection to %s broke off, and not twice',
    async who => {
      const { access, authorizeConditional, catalog } = setup(everything);
      const asked = (who === 'the policy'
        ? authorizeConditional
        : catalog.getEntityByRef) as unknown as jest.Mock;
      const broken = Object.assign(new Error('socket hang up'), {
        code: 'ECONNRESET',
      });
      asked.mockRejectedValueOnce(broken);

      const { ref } = await access.readCustomer(reader('mara'), acme);
      expect(ref).toBe('customer:default/acme');
      expect(asked).toHaveBeenCalledTimes(2);

      asked.mockReset().mockRejectedValue(broken);
      await expect(
        access.readCustomer(reader('finn'), { ...acme, name: 'other' }),
      ).rejects.toThrow('Try again');
      expect(asked).toHaveBeenCalledTimes(2);

      asked.mockReset().mockRejectedValue(new Error('no'));
      await expect(
        access.readCustomer(reader('otto'), { ...acme, name: 'third' }),
      ).rejects.toThrow('Try again');
      expect(asked).toHaveBeenCalledTimes(1);
    },
  );

  it('never gives one person what another one may see', async () => {
    const { access, authorizeConditional } = setup(everything);

    await access.readCustomer(reader('mara'), acme);
    await access.readCustomer(reader('jonas'), acme);

    expect(authorizeConditional).toHaveBeenCalledTimes(2);
  });

  it('asks with the ref where a condition uses a rule unknown here', async () => {
    const { access, authorize } = setup(
      permission =>
        permission === 'customer360.support.full.read'
          ? foreign
          : everything(permission),
      {
        foreign: permission =>
          permission === 'customer360.support.full.read' ? DENY : ALLOW,
      },
    );

    const { shape } = await access.readCustomer(reader('mara'), acme);

    expect(shape.facets.get('tickets')).toEqual({ level: 'summary' });
    expect(authorize).toHaveBeenLastCalledWith(
      [
        expect.objectContaining({
          permission: expect.objectContaining({
            name: 'customer360.support.full.read',
          }),
          resourceRef: 'customer:default/acme',
        }),
      ],
      expect.anything(),
    );
  });

  it('takes a condition of our own plugin for a refusal, and says once what to do', async () => {
    const ours: PolicyDecision = {
      ...ifOwner('user:default/mara'),
      pluginId: 'customer-360',
    };
    const { access, authorize, logger } = setup(
      permission =>
        permission === 'customer360.support.full.read'
          ? ours
          : everything(permission),
      { foreign: () => ALLOW },
    );

    for (const name of ['mara', 'jonas']) {
      const { shape } = await access.readCustomer(reader(name), acme);
      expect(shape.facets.get('tickets')).toEqual({ level: 'summary' });
    }
    expect(authorize).not.toHaveBeenCalled();
    expect(logger.warn.mock.calls).toEqual([
      [
        expect.stringMatching(
          /customer360\.support\.full\.read.*counts as denied.*condition of the plugin catalog/,
        ),
      ],
    ]);
  });

  it('asks who may see the least of a facet that would show any of it', async () => {
    const { summarize: _none, ...whole } =
      facetDefinitions.activity as FacetDefinition;
    const { access } = setup(
      permission =>
        permission.startsWith('customer360.usage.')
          ? DENY
          : everything(permission),
      {
        definitions: [
          facetDefinitions.features as FacetDefinition,
          { ...whole, id: 'seats' },
        ],
        explainer: {
          whoMaySee: ({ level }) => `Who has ${level}`,
          roles: () => undefined,
          reasonsOf: () => [],
        },
      },
    );

    const { shape } = await access.readCustomer(reader('mara'), acme);

    expect(
      [...shape.facets].map(([id, facet]) => [
        id,
        facet.level === 'none' && facet.whoMaySee,
      ]),
    ).toEqual([
      ['features', 'Who has summary'],
      ['seats', 'Who has full'],
    ]);
  });

  it('asks who may see what a label hides in a facet that is shown, for both in a preview', async () => {
    const { access } = setup(
      permission =>
        /^customer360\.label\.(sales|contract)/.test(permission)
          ? DENY
          : everything(permission),
      {
        definitions: [
          facetDefinitions.touchpoints as FacetDefinition,
          facetDefinitions.tickets as FacetDefinition,
          facetDefinitions.contracts as FacetDefinition,
        ],
        explainer: {
          whoMaySee: ({ section, level, label }) =>
            `Who has ${label} and ${level} of ${section}`,
          roles: () => undefined,
          reasonsOf: () => [],
        },
      },
    );

    const customer = await access.readCustomer(reader('mara'), acme);

    const sentence = (label: string, section = 'relationship') =>
      `Who has ${label} and full of ${section}`;
    expect(Object.fromEntries(customer.shape.facets)).toEqual({
      touchpoints: {
        level: 'full',
        keepers: {
          contract: sentence('contract'),
          sales: sentence('sales'),
        },
      },
      // No label hides anything in it.
      tickets: { level: 'full' },
      contracts: {
        level: 'summary',
        lowered: 'contract',
        whoMaySee: sentence('contract', 'contract'),
      },
    });
    const seen = access.asSeenBy(customer, {
      tier: 'full',
      labels: ['contract', 'sales', 'revenue', 'compensation'],
    });
    expect(seen.shape.facets.get('touchpoints')).toEqual({
      level: 'full',
      keepers: {
        contract: sentence('contract'),
        sales: sentence('sales'),
        notes: sentence('notes'),
      },
    });
  });

  it('shows nothing while the policy does not answer, and asks again afterwards', async () => {
    const { access, authorizeConditional } = setup(everything);
    authorizeConditional.mockRejectedValueOnce(
      Object.assign(new Error('secret'), { statusCode: 418 }),
    );

    await expect(access.readCustomer(reader('mara'), acme)).rejects.toThrow(
      expect.objectContaining({
        name: 'ServiceUnavailableError',
        message: expect.not.stringContaining('secret'),
        cause: undefined,
      }),
    );
    await expect(
      access.readCustomer(reader('mara'), acme),
    ).resolves.toMatchObject({ ref: 'customer:default/acme' });
  });

  it('looks the customer up for those who may not see any as well', async () => {
    const { access, catalog } = setup(permission =>
      permission === 'catalog.entity.read' ? DENY : everything(permission),
    );

    for (const name of ['acme', 'absent']) {
      await expect(
        access.readCustomer(reader('mara'), { namespace: 'default', name }),
      ).rejects.toThrow('There is no such customer, or you may not see it');
    }
    expect(catalog.getEntityByRef).toHaveBeenCalledTimes(2);
  });

  it('asks the same of the policy for a hidden customer and for none', async () => {
    const { access, authorize } = setup(
      permission =>
        permission === 'catalog.entity.read' ? foreign : everything(permission),
      {
        foreign: permission =>
          permission === 'catalog.entity.read' ? DENY : ALLOW,
      },
    );

    for (const name of ['acme', 'absent']) {
      await expect(
        access.readCustomer(reader('mara'), { namespace: 'default', name }),
      ).rejects.toThrow('There is no such customer, or you may not see it');
    }

    expect(authorize.mock.calls.map(([requests]) => requests)).toEqual(
      ['acme', 'absent'].map(name => [
        expect.objectContaining({ resourceRef: `customer:default/${name}` }),
      ]),
    );
  });
});
