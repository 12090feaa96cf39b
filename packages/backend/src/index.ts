import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));

// Sign-in: personas in the demo, any OpenID Connect provider by config.
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('./signIn/oidcProvider'));
backend.add(
  import('@customer-360/backstage-plugin-auth-backend-module-demo-users'),
);

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import(
    '@customer-360/backstage-plugin-permission-backend-module-customer-360'
  ),
);

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(
  import('@customer-360/backstage-plugin-catalog-backend-module-customer-360'),
);

backend.add(import('@backstage/plugin-search-backend'));
// Uses PostgreSQL where the database is one, and memory otherwise.
backend.add(import('@backstage/plugin-search-backend-module-pg'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(
  import('@customer-360/backstage-plugin-search-backend-module-customer-360'),
);

backend.add(import('@backstage/plugin-notifications-backend'));

// Open pages hear of changes: by signals, which reach a browser from whichever
// instance knows of a change over the events' own backend.
backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-signals-backend'));

// Customer 360 and its sources.
backend.add(import('@customer-360/backstage-plugin-customer-360-backend'));
backend.add(
  import('@customer-360/backstage-plugin-customer-360-backend-module-roles'),
);
backend.add(
  import('@customer-360/backstage-plugin-customer-360-backend-module-stripe'),
);
backend.add(
  import('@customer-360/backstage-plugin-customer-360-backend-module-hubspot'),
);
backend.add(
  import('@customer-360/backstage-plugin-customer-360-backend-module-zendesk'),
);
backend.add(
  import(
    '@customer-360/backstage-plugin-customer-360-backend-module-product-database'
  ),
);

backend.start().catch(error => {
  // Left to itself the process would live on without serving anybody.
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
