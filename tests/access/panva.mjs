// A certified provider (the npm package oidc-provider) with four test users, for tests on this machine only.
// Settings come from the environment: ISSUER, PORT, BASE_URL, CLIENT, SECRET, USERS (JSON: name to groups).
import { Provider } from 'oidc-provider';

const { ISSUER, PORT, BASE_URL, CLIENT, SECRET } = process.env;
const users = JSON.parse(process.env.USERS);

const provider = new Provider(ISSUER, {
  clients: [
    {
      client_id: CLIENT,
      client_secret: SECRET,
      redirect_uris: [`${BASE_URL}/auth/callback`],
      post_logout_redirect_uris: [`${BASE_URL}/utloggad`],
      grant_types: ['authorization_code'],
      response_types: ['code'],
    },
  ],
  claims: { openid: ['sub'], profile: ['name'], groups: ['groups'] },
  scopes: ['openid', 'profile', 'groups'],
  // What the scopes ask for stands in the ID token, as municipal providers do it.
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  cookies: { keys: ['test-only-key'] },
  findAccount: (_context, id) =>
    users[id] && { accountId: id, claims: () => ({ sub: id, name: id, groups: users[id] }) },
  features: { devInteractions: { enabled: true }, rpInitiatedLogout: { enabled: true } },
});
provider.listen(Number(PORT), '127.0.0.1');
