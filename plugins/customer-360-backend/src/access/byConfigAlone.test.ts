import {
  mockCredentials,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import {
  AuthorizeResult,
  type Permission,
} from '@backstage/plugin-permission-common';
import type { JsonObject } from '@backstage/types';
import {
  Customer360PermissionPolicy,
  readRoleModel,
} from '@customer-360/backstage-plugin-permission-backend-module-customer-360';
import request from 'supertest';
import { customerEntity } from '../__testUtils__/customers';
import { ticketsData } from '../__testUtils__/facetData';
import { DENY } from '../__testUtils__/fakePolicy';
import { countingReader, fakeSource } from '../__testUtils__/fakeSource';
import { BASE, portalOf, viewPath } from '../__testUtils__/startCustomer360';

jest.setTimeout(60_000);

/** Nobody's own customers here: what a role shows of others is what counts. */
const everything = (labels: string[]) => ({
  own: { tier: 'full', labels },
  team: { tier: 'full', labels },
  others: { tier: 'full', labels },
});

const CONFIG: JsonObject = {
  labels: ['legal'],
  facets: { tickets: { label: 'legal' } },
  roles: {
    agent: { members: ['group:default/support'], ...everything([]) },
    counsel: { members: ['group:default/legal'], ...everything(['legal']) },
  },
};

/** Groups as sign-in gave them. */
const GROUPS: Record<string, string[]> = {
  'user:default/sam': ['group:default/support'],
  'user:default/ines': ['group:default/legal'],
};

/** The service over HTTP, with the ready-made policy of the same config. */
async function start(customer360: JsonObject = CONFIG) {
  const policy = new Customer360PermissionPolicy(
    readRoleModel(new ConfigReader({ customer360 })),
  );
  const decide = (permission: Permission, options: unknown) => {
    const { credentials } = options as {
      credentials: BackstageCredentials<BackstageUserPrincipal>;
    };
    const { userEntityRef } = credentials.principal;
    return policy.handle(
      { permission },
      {
        credentials,
        info: {
          userEntityRef,
          ownershipEntityRefs: [
            userEntityRef,
            ...(GROUPS[userEntityRef] ?? []),
          ],
        },
      },
    );
  };
  const { features, permissions } = portalOf({
    customers: [customerEntity('acme')],
    sources: [
      fakeSource('desk', {
        tickets: countingReader('tickets', () => ticketsData('desk')),
      }),
    ],
    policy: () => DENY,
    customer360,
  });
  permissions.authorizeConditional.mockImplementation((requests, options) =>
    Promise.all(requests.map(({ permission }) => decide(permission, options))),
  );
  permissions.authorize.mockImplementation((requests, options) =>
    Promise.all(
      requests.map(async ({ permission }) => {
        const { result } = await decide(permission, options);
        return {
          result:
            result === AuthorizeResult.ALLOW
              ? AuthorizeResult.ALLOW
              : AuthorizeResult.DENY,
        };
      }),
    ),
  );
  const { server } = await startTestBackend({ features });
  const get = (path: string, who: string) =>
    request(server)
      .get(path)
      .set('authorization', mockCredentials.user.header(`user:default/${who}`));
  return { get };
}

describe('a label and a role of a company’s own', () => {
  it('take effect on page, drill-down and explanation by config alone', async () => {
    const { get } = await start();
    const shown = await get(viewPath('acme'), 'ines');
    expect(shown.status).toBe(200);
    expect(shown.body.access.labels).toEqual(['legal']);
    expect(shown.body.sections.support.facets.tickets).toMatchObject({
      level: 'full',
      data: { tickets: expect.any(Array) },
    });

    const lowered = await get(viewPath('acme'), 'sam');
    expect(lowered.status).toBe(200);
    expect(lowered.body.access.labels).toEqual([]);
    const { tickets } = lowered.body.sections.support.facets;
    expect(tickets).toMatchObject({
      level: 'summary',
      label: 'legal',
      whoMaySee: "Ask the account's owner",
    });
    expect(tickets).not.toHaveProperty('data');

    const list = `${BASE}/customers/default/acme/facets/tickets`;
    expect((await get(list, 'ines')).body.view.level).toBe('full');
    expect((await get(list, 'sam')).body.view).toMatchObject({
      level: 'summary',
      label: 'legal',
    });

    const why = await get(`${BASE}/customers/default/acme/access`, 'sam');
    expect(why.text).toContain('legal');

    // The role is one of config too: without any there is nothing.
    expect((await get(viewPath('acme'), 'zoe')).status).toBe(403);
  });

  it('leave the facet as it was where config says nothing of it', async () => {
    const { get } = await start({ ...CONFIG, facets: {} });
    const { body } = await get(viewPath('acme'), 'sam');
    expect(body.sections.support.facets.tickets.level).toBe('full');
  });

  it.each([
    [
      { ...CONFIG, labels: [] },
      /customer360\.(facets\.tickets\.label|roles\.counsel).*add a new label to customer360\.labels first/,
    ],
    [
      { ...CONFIG, facets: { contracts: { label: 'legal' } } },
      /customer360\.facets\.contracts\.label cannot be set: the facet needs the label "contract" already/,
    ],
  ])('end the start-up where they are wrong', async (config, message) => {
    await expect(start(config as JsonObject)).rejects.toThrow(message);
  });
});
