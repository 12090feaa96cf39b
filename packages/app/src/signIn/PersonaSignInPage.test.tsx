import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { PersonaSignInPage } from './PersonaSignInPage';
import {
  forgetOnSignOut,
  recallPersona,
  rememberPersona,
} from './rememberedPersona';

const personas = [
  { user: 'sam', name: 'Sam Okafor', role: 'Support agent', sees: 'All' },
  { user: 'mara', name: 'Mara Kessler', role: 'CSM', sees: 'Her own' },
];

describe('PersonaSignInPage', () => {
  beforeEach(() => window.sessionStorage.clear());

  it('should offer every persona with what they see', async () => {
    await renderInTestApp(
      <PersonaSignInPage personas={personas} onSignInSuccess={jest.fn()} />,
    );
    expect(
      screen.getByRole('button', { name: /Sam Okafor Support agent All/ }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: /Mara Kessler CSM Her own/ }),
    ).toBeInTheDocument();
  });

  it('should remember whom one chose, and say when that did not work', async () => {
    await renderInTestApp(
      <PersonaSignInPage personas={personas} onSignInSuccess={jest.fn()} />,
    );
    await userEvent.click(screen.getByRole('button', { name: /Mara/ }));
    expect(recallPersona()).toBe('mara');
    // No backend answers here, so the sign-in fails.
    await screen.findByText(/Signing in as mara did not work/);
    await userEvent.click(screen.getByRole('button', { name: /Back/ }));
    expect(recallPersona()).toBeUndefined();
    expect(screen.getByRole('button', { name: /Sam/ })).toBeInTheDocument();
  });
});

describe('forgetOnSignOut', () => {
  it('should forget the persona before it signs out', async () => {
    rememberPersona('sam');
    const signOut = jest.fn(async () => {
      expect(recallPersona()).toBeUndefined();
    });
    await forgetOnSignOut({
      getProfileInfo: jest.fn(),
      getBackstageIdentity: jest.fn(),
      getCredentials: jest.fn(),
      signOut,
    }).signOut();
    expect(signOut).toHaveBeenCalled();
  });
});
