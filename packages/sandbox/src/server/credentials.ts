/**
 * The demo's credentials. They are public on purpose: nothing but the sandbox
 * accepts them, and the sandbox listens on 127.0.0.1 only.
 *
 * @public
 */
export const demoCredentials = {
  stripe: { apiKey: 'rk_test_sandbox', webhookSecret: 'whsec_sandbox' },
  hubspot: {
    accessToken: 'pat-sandbox',
    webhookSecret: 'hubspot-sandbox-secret',
  },
  zendesk: {
    clientId: 'customer-360',
    clientSecret: 'sandbox-secret',
    email: 'agent@demo.example',
    apiToken: 'sandbox-token',
    webhookSecret: 'zendesk-sandbox-secret',
  },
} as const;
