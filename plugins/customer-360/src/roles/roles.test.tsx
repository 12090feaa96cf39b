import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderPage } from '../__testUtils__/renderPage';
import { RolesPage } from './RolesPage';

describe('RolesPage', () => {
  it('says what each role sees of whose customers', async () => {
    await renderPage(<RolesPage />);
    expect(
      await screen.findByText(
        'In full, with actions, with contract terms and notes by our staff',
      ),
    ).toBeVisible();
    expect(screen.getByText('Summary')).toBeVisible();
  });

  it('looks up what a person sees, by whichever form of the name', async () => {
    await renderPage(<RolesPage />);
    await userEvent.type(await screen.findByLabelText('User'), 'default/mara');
    await userEvent.click(screen.getByRole('button', { name: 'Look up' }));
    expect(
      await screen.findByText('Mara Kessler has by roles: csm.'),
    ).toBeVisible();
    expect(screen.getByText(/segment enterprise/)).toBeVisible();
    await userEvent.clear(screen.getByLabelText('User'));
    await userEvent.type(screen.getByLabelText('User'), 'nobody');
    await userEvent.click(screen.getByRole('button', { name: 'Look up' }));
    expect(
      await screen.findByText('The portal knows nobody by this name.'),
    ).toBeVisible();
    expect(screen.queryByText(/Mara Kessler/)).not.toBeInTheDocument();
  });
});
