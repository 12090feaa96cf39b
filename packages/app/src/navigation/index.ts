import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { NavigationContent } from './NavigationContent';

export const navigationModule = createFrontendModule({
  pluginId: 'app',
  extensions: [NavigationContent],
});
