// An OpenID Connect provider for tests, in a process of its own: the library is
// an ES module, which the test runner's module system does not load.
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'customer-360',
        client_secret: 'oidc-test-secret',
        redirect_uris: ['http://localhost/api/auth/oidc/handler/frame'],
        grant_types: ['authorization_code', 'refresh_token'],
      },
    ],
    claims: {
      openid: ['sub', 'oid'],
      email: ['email', 'email_verified'],
      profile: ['name'],
    },
    // As Microsoft Entra ID does: claims stand in the id token itself.
    conformIdTokenClaims: false,
    findAccount: (_context, email) => ({
      accountId: email,
      claims: () => ({
        sub: email,
        oid: `oid-of-${email.split('@')[0]}`,
        email,
        email_verified: !email.startsWith('unverified'),
        name: email.split('@')[0],
      }),
    }),
  });
  // The portal under test listens on a port that is not known beforehand.
  provider.Client.prototype.redirectUriAllowed = uri =>
    new URL(uri).pathname === '/api/auth/oidc/handler/frame';
  server.on('request', provider.callback());
  process.stdout.write(`${issuer}\n`);
});
