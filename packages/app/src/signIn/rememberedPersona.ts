import type { IdentityApi } from '@backstage/frontend-plugin-api';

const KEY = 'customer-360.persona';

/** The persona of this browser tab: a reload or a link does not ask again. */
export function recallPersona(): string | undefined {
  return window.sessionStorage.getItem(KEY) ?? undefined;
}

export function rememberPersona(user: string): void {
  window.sessionStorage.setItem(KEY, user);
}

export function forgetPersona(): void {
  window.sessionStorage.removeItem(KEY);
}

/** Signing out forgets the persona, so that another one can be chosen. */
export function forgetOnSignOut(identity: IdentityApi): IdentityApi {
  return {
    getProfileInfo: () => identity.getProfileInfo(),
    getBackstageIdentity: () => identity.getBackstageIdentity(),
    getCredentials: () => identity.getCredentials(),
    signOut: async () => {
      forgetPersona();
      await identity.signOut();
    },
  };
}
