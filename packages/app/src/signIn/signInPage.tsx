import {
  SignInPageBlueprint,
  type SignInPageProps,
} from '@backstage/plugin-app-react';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { SignInPage } from '@backstage/core-components';
import { oidcAuthApiRef } from './oidcAuthApi';
import { PersonaSignInPage } from './PersonaSignInPage';
import { readPersonas } from './readPersonas';

/** Personas where config lists some, otherwise the identity provider. */
function ConfiguredSignInPage(props: SignInPageProps) {
  const config = useApi(configApiRef);
  const personas = readPersonas(config);
  if (personas.length > 0) {
    return <PersonaSignInPage {...props} personas={personas} />;
  }
  const title =
    config.getOptionalString('app.signIn.oidc.title') ?? 'Single sign-on';
  return (
    <SignInPage
      {...props}
      title="Customer 360"
      provider={{
        id: 'oidc',
        title,
        message: `Sign in with ${title}`,
        apiRef: oidcAuthApiRef,
      }}
    />
  );
}

export const signInPage = SignInPageBlueprint.make({
  params: { loader: async () => ConfiguredSignInPage },
});
