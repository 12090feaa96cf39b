import { Content } from '@backstage/core-components';
import {
  createFrontendModule,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { INDICATOR_KINDS } from '@customer-360/backstage-plugin-customer-360-common';

/** What the topics of Customer 360 are called where people turn them off. */
const TOPICS: Record<string, string> = Object.fromEntries([
  ...INDICATOR_KINDS.map(({ id, title }) => [`customer-360-${id}`, title]),
  ['customer-360-changed', 'Something changed'],
  ['customer-360-access', 'Access'],
]);

const notificationSettings = SubPageBlueprint.make({
  name: 'notifications',
  params: {
    path: 'notifications',
    title: 'Notifications',
    loader: async () => {
      const { UserNotificationSettingsCard } = await import(
        '@backstage/plugin-notifications'
      );
      return (
        <Content>
          <UserNotificationSettingsCard
            originNames={{ 'plugin:customer-360': 'Customer 360' }}
            topicNames={TOPICS}
          />
        </Content>
      );
    },
  },
});

/** Which notifications somebody wants, beside the portal's other settings. */
export const settingsModule = createFrontendModule({
  pluginId: 'user-settings',
  extensions: [notificationSettings],
});
