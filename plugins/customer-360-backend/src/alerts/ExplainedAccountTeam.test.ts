import {
  FACET_IDS,
  facetDefinitions,
  LABELS,
  type FacetDefinition,
  type LiveGrant,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { AccessExplainer } from '@customer-360/backstage-plugin-customer-360-node';
import { customerEntity } from '../__testUtils__/customers';
import { ExplainedAccountTeam } from './ExplainedAccountTeam';

const NOON = Date.parse('2026-09-10T12:00:00Z');
const refOf = (name: string) => `user:default/${name}`;
const definitions = FACET_IDS.map(
  id => facetDefinitions[id] as unknown as FacetDefinition,
);

function personOf(userRef: string) {
  return { userRef, ownershipRefs: [userRef, 'group:default/csm'] };
}

/** Whoever is in csm holds a role that shows the summary of support. */
const csm: AccessExplainer = {
  whoMaySee: () => '',
  roles: () => [
    {
      name: 'csm',
      members: ['group:default/csm'],
      scopes: {},
      permissions: ['customer360.access'],
    },
  ],
  reasonsOf: () => [
    {
      via: 'role',
      role: 'csm',
      scope: 'own',
      tier: 'summary',
      labels: [],
      sections: ['support'],
    },
  ],
};

function grantOf(name: string, expiresAt: string): LiveGrant {
  return {
    id: name,
    person: refOf(name),
    scope: { kind: 'customer', ref: 'customer:default/acme' },
    tier: 'full',
    labels: ['contract'],
    expiresAt,
    breakGlass: false,
  };
}

async function audiencesOf(
  owners: string[],
  options: {
    explainer?: AccessExplainer;
    grants?: LiveGrant[];
    withDetails?: boolean;
  } = {},
) {
  const team = new ExplainedAccountTeam({
    explainer: options.explainer ?? csm,
    people: {
      all: async () => ({ people: [], more: false }),
      find: async ref => (ref === refOf('gone') ? undefined : personOf(ref)),
      findAll: async refs => refs.map(personOf),
      membersOf: async () => [personOf(refOf('zoe')), personOf(refOf('mara'))],
    },
    grants: { live: async () => options.grants ?? [] },
    definitions,
    labels: LABELS,
    withDetails: options.withDetails ?? true,
    clock: { now: () => NOON },
  });
  const entity = {
    ...customerEntity('acme'),
    relations: owners.map(targetRef => ({ type: 'ownedBy', targetRef })),
  };
  return (await team.audiencesOf(entity)).map(
    ({ people, shape, withDetails }) => ({
      people,
      withDetails,
      tickets: shape?.facets.get('tickets')?.level,
      contracts: shape?.facets.get('contracts')?.level,
      labels: shape && [...shape.labels],
    }),
  );
}

const BY_ROLE = {
  withDetails: true,
  tickets: 'summary',
  contracts: 'none',
  labels: [],
};

describe('ExplainedAccountTeam', () => {
  it('is whom the entity names and the portal knows, together where they see the same', async () => {
    expect(
      await audiencesOf([
        refOf('mara'),
        'group:default/csm',
        refOf('gone'),
        refOf('jonas'),
      ]),
    ).toEqual([{ ...BY_ROLE, people: [refOf('mara'), refOf('jonas')] }]);
  });

  it('is the members of its groups where it names nobody, each once', async () => {
    expect(
      await audiencesOf(['group:default/csm', 'group:default/emea']),
    ).toEqual([{ ...BY_ROLE, people: [refOf('zoe'), refOf('mara')] }]);
  });

  it('sees more by an exception, until it ends', async () => {
    expect(
      await audiencesOf([refOf('mara'), refOf('jonas')], {
        grants: [
          grantOf('mara', '2026-09-10T12:00:00.001Z'),
          grantOf('jonas', '2026-09-10T12:00:00.000Z'),
        ],
      }),
    ).toEqual([
      {
        people: [refOf('mara')],
        withDetails: true,
        tickets: 'full',
        contracts: 'full',
        labels: ['contract'],
      },
      { ...BY_ROLE, people: [refOf('jonas')] },
    ]);
  });

  it('is nobody who may not use Customer 360', async () => {
    const [role] = csm.roles()!;
    expect(
      await audiencesOf([refOf('mara')], {
        explainer: {
          ...csm,
          roles: () => [{ ...role, permissions: ['customer360.export'] }],
        },
      }),
    ).toEqual([]);
  });

  it('is told no details where config says so, and by what they may see all the same', async () => {
    expect(await audiencesOf([refOf('mara')], { withDetails: false })).toEqual([
      { ...BY_ROLE, people: [refOf('mara')], withDetails: false },
    ]);
  });

  it('is told no details where nobody can say what they may see', async () => {
    expect(
      await audiencesOf([refOf('mara'), refOf('gone')], {
        explainer: { ...csm, roles: () => undefined },
      }),
    ).toEqual([{ people: [refOf('mara')], withDetails: false }]);
  });
});
