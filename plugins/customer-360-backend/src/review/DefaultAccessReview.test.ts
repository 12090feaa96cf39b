import type { LiveGrant } from '@customer-360/backstage-plugin-customer-360-common';
import type { AccessExplainer } from '@customer-360/backstage-plugin-customer-360-node';
import { mockCredentials } from '@backstage/backend-test-utils';
import { customerEntity } from '../__testUtils__/customers';
import type { CustomerAccess } from '../access/CustomerAccess';
import { DefaultAccessReview } from './DefaultAccessReview';
import type { PortalPerson } from './PortalPeople';

const reader = {
  credentials: mockCredentials.user('user:default/ada'),
  userRef: 'user:default/ada',
  tokenHash: 'none',
  requestId: 'r-1',
};
const entity = customerEntity('acme');

const person = (name: string): PortalPerson => ({
  userRef: `user:default/${name}`,
  ownershipRefs: [`user:default/${name}`, 'group:default/support'],
  name,
});

const grantOf = (name: string): LiveGrant => ({
  id: `grant-${name}`,
  person: `user:default/${name}`,
  scope: { kind: 'customer', ref: 'customer:default/acme' },
  tier: 'full',
  labels: [],
  expiresAt: '2026-09-10T18:00:00.000Z',
  breakGlass: false,
});

/** Whoever is in support holds a role, which shows all of it or nothing. */
function reviewOf(options: {
  first: PortalPerson[];
  later?: PortalPerson[];
  grants: LiveGrant[];
  seesByRole?: boolean;
}) {
  const { first, grants, later = [], seesByRole = false } = options;
  const people = {
    all: async () => ({ people: first, more: later.length > 0 }),
    find: async () => undefined,
    membersOf: async () => [],
    findAll: jest.fn(async (refs: readonly string[]) =>
      later.filter(({ userRef }) => refs.includes(userRef)),
    ),
  };
  const role = {
    name: 'support',
    members: ['group:default/support'],
    scopes: {},
    permissions: [],
  };
  const explainer: AccessExplainer = {
    whoMaySee: () => '',
    roles: () => [role],
    reasonsOf: () =>
      seesByRole
        ? [
            {
              via: 'role',
              role: 'support',
              scope: 'others',
              tier: 'full',
              labels: [],
            },
          ]
        : [],
  };
  const review = new DefaultAccessReview({
    access: {
      require: async () => {},
      readCustomer: async () => ({ entity, ref: 'customer:default/acme' }),
    } as unknown as CustomerAccess,
    explainer,
    people,
    grants: { live: async () => grants },
    ledger: {
      append: async () => {},
      appendRead: () => Promise.reject(new Error('not read')),
    },
    definitions: [],
    labels: [],
  });
  return {
    people,
    list: () => review.people(reader, { namespace: 'default', name: 'acme' }),
  };
}

describe('the people who see a customer', () => {
  it('are looked up by their grants beyond the first people of the portal', async () => {
    const { list, people } = reviewOf({
      first: [person('ben')],
      later: [person('yara'), person('zack')],
      grants: [grantOf('ben'), grantOf('zack')],
    });
    const listed = await list();
    expect(listed.more).toBe(true);
    expect(listed.people).toMatchObject([
      { person: 'user:default/ben', name: 'ben' },
      {
        person: 'user:default/zack',
        name: 'zack',
        reasons: [{ via: 'grant', grant: 'grant-zack' }],
      },
    ]);
    expect(people.findAll).toHaveBeenCalledTimes(1);
    expect(people.findAll).toHaveBeenCalledWith(['user:default/zack']);
  });

  it('are not looked up where all of them are known', async () => {
    const { list, people } = reviewOf({
      first: [person('ben')],
      grants: [grantOf('ben')],
    });
    expect((await list()).more).toBe(false);
    expect(people.findAll).not.toHaveBeenCalled();
  });

  it('are looked up a thousand at most, and the list says that there are more', async () => {
    const names = Array.from({ length: 1_001 }, (_, at) => `p${at}`);
    const { list, people } = reviewOf({
      first: [],
      grants: names.map(grantOf),
    });
    expect((await list()).more).toBe(true);
    expect(people.findAll.mock.calls[0][0]).toHaveLength(1_000);
  });

  it('keep those with a grant where the list is cut, and stand by name', async () => {
    const names = Array.from({ length: 1_001 }, (_, at) => `p${at}`);
    const { list } = reviewOf({
      first: [...names, 'zack'].map(person),
      grants: [grantOf('zack')],
      seesByRole: true,
    });
    const listed = await list();
    expect(listed.more).toBe(true);
    expect(listed.people).toHaveLength(1_000);
    expect(listed.people[0].name).toBe('p0');
    expect(listed.people.at(-1)?.name).toBe('zack');
  });
});
