import { mockServices } from '@backstage/backend-test-utils';
import type {
  Grant,
  RoleDescription,
} from '@customer-360/backstage-plugin-customer-360-common';
import { decidersOf } from './decidersOf';
import { PortalGrantNotices } from './PortalGrantNotices';

const grant: Grant = {
  id: '11111111-1111-4111-8111-111111111111',
  person: 'user:default/sam',
  scope: { kind: 'customer', ref: 'customer:default/hidden-one' },
  tier: 'full',
  labels: ['contract'],
  reason: 'Hidden One calls on Friday',
  state: 'requested',
  breakGlass: false,
  requestedAt: '2026-09-10T12:00:00.000Z',
  expiresAt: '2026-09-11T12:00:00.000Z',
};

const role = (
  name: string,
  members: string[],
  permissions: string[],
): RoleDescription => ({ name, members, scopes: {}, permissions });

describe('PortalGrantNotices', () => {
  it('tells those who may decide that somebody asks, and not for what', async () => {
    const send = jest.fn();
    const notices = new PortalGrantNotices({
      notifications: { send },
      logger: mockServices.logger.mock(),
      deciders: () =>
        decidersOf([
          role('manager', ['group:default/m'], ['customer360.grants.manage']),
          role('agent', ['group:default/a'], ['customer360.access']),
          role(
            'admin',
            ['group:default/m', 'user:default/ada'],
            ['customer360.grants.manage'],
          ),
        ]),
    });
    await notices.asked(grant);
    expect(send).toHaveBeenCalledTimes(1);
    const [{ recipients, payload }] = send.mock.calls[0];
    expect(recipients).toEqual({
      type: 'entity',
      entityRef: ['group:default/m', 'user:default/ada'],
      excludeEntityRef: 'user:default/sam',
    });
    expect(payload.title).toBe('sam asks for access');
    expect(JSON.stringify(payload)).not.toMatch(/hidden.one/i);
  });

  it('tells nobody where nobody is known to decide, and fails nobody', async () => {
    const send = jest.fn().mockRejectedValue(new Error('down'));
    const logger = mockServices.logger.mock();
    await new PortalGrantNotices({
      notifications: { send },
      logger,
      deciders: () => [],
    }).asked(grant);
    expect(send).not.toHaveBeenCalled();
    await new PortalGrantNotices({
      notifications: { send },
      logger,
      deciders: () => ['user:default/ada'],
    }).asked(grant);
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });
});
