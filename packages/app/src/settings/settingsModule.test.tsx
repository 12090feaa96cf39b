import { renderTestApp } from '@backstage/frontend-test-utils';
import {
  notificationsApiRef,
  type NotificationsApi,
} from '@backstage/plugin-notifications';
import userSettingsPlugin from '@backstage/plugin-user-settings/alpha';
import { INDICATOR_KINDS } from '@customer-360/backstage-plugin-customer-360-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { settingsModule } from './settingsModule';

describe('the settings of the portal', () => {
  it('name what one is told of by Customer 360', async () => {
    const api: Partial<NotificationsApi> = {
      getNotificationSettings: async () => ({
        channels: [
          {
            id: 'Web',
            origins: [
              {
                id: 'plugin:customer-360',
                enabled: true,
                topics: INDICATOR_KINDS.map(({ id }) => ({
                  id: `customer-360-${id}`,
                  enabled: true,
                })),
              },
            ],
          },
        ],
      }),
    };
    renderTestApp({
      features: [userSettingsPlugin, settingsModule],
      apis: [[notificationsApiRef, api as NotificationsApi]],
      initialRouteEntries: ['/settings/notifications'],
    });
    expect(
      await screen.findByText('Customer 360', {}, { timeout: 20_000 }),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'expand row' }));
    for (const { title } of INDICATOR_KINDS) {
      expect(await screen.findByText(title)).toBeInTheDocument();
    }
  }, 60_000);
});
