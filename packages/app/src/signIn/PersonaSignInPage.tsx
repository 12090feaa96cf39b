import { useState } from 'react';
import {
  Content,
  Header,
  Page,
  ProxiedSignInPage,
} from '@backstage/core-components';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import Button from '@material-ui/core/Button';
import Card from '@material-ui/core/Card';
import CardActionArea from '@material-ui/core/CardActionArea';
import CardContent from '@material-ui/core/CardContent';
import Grid from '@material-ui/core/Grid';
import Typography from '@material-ui/core/Typography';
import type { Persona } from './readPersonas';
import {
  forgetOnSignOut,
  forgetPersona,
  recallPersona,
  rememberPersona,
} from './rememberedPersona';

interface Props extends SignInPageProps {
  personas: Persona[];
}

/** Lets one choose whom to be. For the demo: the backend allows it nowhere else. */
export function PersonaSignInPage(props: Props) {
  const { personas, onSignInSuccess } = props;
  const [user, setUser] = useState(() =>
    personas.map(persona => persona.user).find(it => it === recallPersona()),
  );
  if (user) {
    return (
      <ProxiedSignInPage
        provider="demo"
        headers={{ 'x-demo-user': user }}
        onSignInSuccess={identity => onSignInSuccess(forgetOnSignOut(identity))}
        ErrorComponent={() => (
          <SignInFailed
            user={user}
            onBack={() => {
              forgetPersona();
              setUser(undefined);
            }}
          />
        )}
      />
    );
  }
  return (
    <Page themeId="home">
      <Header
        title="Customer 360"
        subtitle="A demo with an invented company. Whom do you want to be?"
      />
      <Content>
        <Grid container spacing={2} component="main">
          {personas.map(persona => (
            <Grid item xs={12} sm={6} md={4} key={persona.user}>
              <Card>
                <CardActionArea
                  onClick={() => {
                    rememberPersona(persona.user);
                    setUser(persona.user);
                  }}
                >
                  <CardContent>
                    <Typography variant="h6" component="h2">
                      {persona.name}
                    </Typography>
                    <Typography variant="subtitle2" component="p">
                      {persona.role}
                    </Typography>
                    <Typography variant="body2" color="textSecondary">
                      {persona.sees}
                    </Typography>
                  </CardContent>
                </CardActionArea>
              </Card>
            </Grid>
          ))}
        </Grid>
      </Content>
    </Page>
  );
}

function SignInFailed(props: { user: string; onBack: () => void }) {
  const { user, onBack } = props;
  return (
    <Page themeId="home">
      <Header title="Customer 360" />
      <Content>
        <Typography paragraph>
          Signing in as {user} did not work. The portal may still be reading its
          people, which takes some seconds after a start: go back and try again.
        </Typography>
        <Button variant="contained" color="primary" onClick={onBack}>
          Back to the personas
        </Button>
      </Content>
    </Page>
  );
}
