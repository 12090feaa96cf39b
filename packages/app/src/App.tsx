import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import notificationsPlugin from '@backstage/plugin-notifications/alpha';
import orgPlugin from '@backstage/plugin-org/alpha';
import searchPlugin from '@backstage/plugin-search/alpha';
import signalsPlugin from '@backstage/plugin-signals/alpha';
import userSettingsPlugin from '@backstage/plugin-user-settings/alpha';
import customer360Plugin from '@customer-360/backstage-plugin-customer-360';
import { navigationModule } from './navigation';
import { settingsModule } from './settings';
import { signInModule } from './signIn';

export default createApp({
  features: [
    catalogPlugin,
    notificationsPlugin,
    orgPlugin,
    searchPlugin,
    signalsPlugin,
    userSettingsPlugin,
    customer360Plugin,
    navigationModule,
    settingsModule,
    signInModule,
  ],
});
