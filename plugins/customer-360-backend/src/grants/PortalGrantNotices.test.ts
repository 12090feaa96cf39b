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

  describe('of broken glass', () => {
    const glass: Grant = { ...grant, state: 'live', breakGlass: true };
    const noticesTo = (deciders: string[]) => {
      const send = jest.fn();
      const notices = new PortalGrantNotices({
        notifications: { send },
        logger: mockServices.logger.mock(),
        deciders: () => deciders,
      });
      return { notices, send };
    };

    it('give the reason to owners, and not to all of a group', async () => {
      const { notices, send } = noticesTo([]);
      await notices.brokeGlass(glass, [
        'user:default/tessa',
        'group:default/emea',
      ]);
      const [[toGroup], [toUser]] = send.mock.calls;
      expect(toGroup.recipients.entityRef).toEqual(['group:default/emea']);
      expect(toGroup.payload).toEqual({
        title: 'sam opened your customer without asking',
        description: 'Until 2026-09-11 12:00 UTC.',
        severity: 'high',
        topic: 'customer-360-access',
        scope: `break-glass-${grant.id}`,
        link: '/catalog/default/customer/hidden-one',
      });
      expect(toUser.recipients.entityRef).toEqual(['user:default/tessa']);
      expect(toUser.payload.description).toContain(grant.reason);
      expect(send).toHaveBeenCalledTimes(2);
    });

    it('go to those who decide where nobody owns it, and do not say of whom', async () => {
      const { notices, send } = noticesTo([
        'user:default/ada',
        'user:default/sam',
      ]);
      expect(await notices.brokeGlassUnowned(glass)).toBe(true);
      expect(send).toHaveBeenCalledTimes(1);
      const [{ recipients, payload }] = send.mock.calls[0];
      expect(recipients).toEqual({
        type: 'entity',
        entityRef: ['user:default/ada'],
        excludeEntityRef: 'user:default/sam',
      });
      expect(payload).toMatchObject({
        title: 'sam opened a customer without asking',
        description:
          'Nobody else owns it. Until 2026-09-11 12:00 UTC. Look at it among the requests for access.',
        link: '/customers/grants',
      });
      expect(JSON.stringify(payload)).not.toMatch(/hidden.one/i);
    });

    it('say where nobody is known who could be told', async () => {
      const { notices, send } = noticesTo(['user:default/sam']);
      expect(await notices.brokeGlassUnowned(glass)).toBe(false);
      expect(send).not.toHaveBeenCalled();
    });

    it('are not lost where they fail', async () => {
      const { notices, send } = noticesTo(['user:default/ada']);
      send.mockRejectedValue(new Error('down'));
      await expect(
        notices.brokeGlass(glass, ['group:default/emea']),
      ).rejects.toThrow('down');
      await expect(notices.brokeGlassUnowned(glass)).rejects.toThrow('down');
    });
  });
});
