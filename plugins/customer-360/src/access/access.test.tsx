import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { customerEntity } from '../__testUtils__/entities';
import { FakeAccess } from '../__testUtils__/FakeAccess';
import { FakeCustomer360 } from '../__testUtils__/FakeCustomer360';
import { renderPage } from '../__testUtils__/renderPage';
import { Customer360Error } from '../api/Customer360Error';
import { ContractPage } from '../contract/ContractPage';
import { CustomerHeader } from '../header/CustomerHeader';
import { AccessPage } from './AccessPage';

const MANAGES = ['customer360.grants.manage'];

async function openDialog() {
  await userEvent.click(
    (
      await screen.findAllByRole('button', { name: 'Ask for access' })
    )[0],
  );
  const dialog = within(await screen.findByRole('dialog'));
  await dialog.findByLabelText(/Reason/);
  return dialog;
}

describe('asking for access', () => {
  it('begins with what is restricted, and sends what the form says', async () => {
    const access = new FakeAccess();
    const post = jest.fn();
    await renderPage(<ContractPage />, {
      entity: customerEntity('cus-denied', 'Denied'),
      access,
      post,
    });
    const dialog = await openDialog();
    expect(
      within(
        dialog.getByRole('group', { name: /restricted, in every section/ }),
      ).getByLabelText('contract terms'),
    ).toBeChecked();
    expect(dialog.getByLabelText('legal')).not.toBeChecked();
    expect(
      dialog.queryByLabelText(/It is an emergency/),
    ).not.toBeInTheDocument();
    const send = dialog.getByRole('button', { name: 'Ask' });
    expect(send).toBeDisabled();
    await userEvent.type(
      dialog.getByLabelText(/Reason/),
      'A call about the renewal',
    );
    await userEvent.click(dialog.getByLabelText('legal'));
    await userEvent.click(send);
    await waitFor(() => expect(access.asked).toHaveLength(1));
    expect(access.asked[0]).toMatchObject({
      tier: 'full',
      labels: ['contract', 'legal'],
      sections: ['contract'],
      reason: 'A call about the renewal',
    });
    expect(access.asked[0]).not.toHaveProperty('breakGlass');
    expect(post).toHaveBeenCalledWith({
      tone: 'success',
      text: 'Asked. You are told when somebody has decided.',
    });
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });

  it('opens an emergency for those who may, and says who is told', async () => {
    const access = new FakeAccess();
    await renderPage(<AccessPage />, {
      access,
      holds: ['customer360.break-glass'],
    });
    const dialog = await openDialog();
    await userEvent.click(await dialog.findByLabelText(/It is an emergency/));
    expect(
      dialog.getByText(/Whoever owns this customer is told at once/),
    ).toBeVisible();
    await userEvent.type(
      dialog.getByLabelText(/Reason/),
      'An outage that only they see',
    );
    await userEvent.click(dialog.getByRole('button', { name: 'Open now' }));
    await waitFor(() =>
      expect(access.asked[0]).toMatchObject({
        breakGlass: true,
        scope: { kind: 'customer', ref: 'customer:default/cus-8f3a1c' },
      }),
    );
  });

  it('says why nothing came of it, and keeps what was written', async () => {
    const access = new FakeAccess();
    access.fails = new Customer360Error('conflict');
    await renderPage(<AccessPage />, { access });
    const dialog = await openDialog();
    await userEvent.type(dialog.getByLabelText(/Reason/), 'A good reason');
    await userEvent.click(dialog.getByRole('button', { name: 'Ask' }));
    expect(
      await dialog.findByText(/too many of your requests are open/),
    ).toBeVisible();
    expect(dialog.getByLabelText(/Reason/)).toHaveValue('A good reason');
  });
});

describe('AccessPage', () => {
  it('explains each part, and keeps to oneself without the permission', async () => {
    await renderPage(<AccessPage />);
    expect(
      await screen.findByText(/You see it by role support-agent/),
    ).toBeVisible();
    expect(screen.getByText(/This needs the label "contract"/)).toBeVisible();
    expect(
      screen.queryByText('Who sees this customer'),
    ).not.toBeInTheDocument();
    expect(screen.queryByText('Role')).not.toBeInTheDocument();
  });

  it('names who else sees it, and ends an exception', async () => {
    const access = new FakeAccess();
    const { container } = await renderPage(<AccessPage />, {
      access,
      holds: MANAGES,
    });
    expect(
      await screen.findByText(/role csm, it is their own customer/),
    ).toBeVisible();
    expect(await screen.findByText(/an emergency until/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'End it' }));
    await waitFor(() => expect(access.revoked).toHaveLength(1));
    const { violations } = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations).toEqual([]);
  });

  it('opens the page through the eyes of a role', async () => {
    await renderPage(<AccessPage />, { holds: MANAGES });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Preview' }),
    );
    // The role that sees nothing is not offered.
    await userEvent.click(screen.getByLabelText('Role'));
    expect(
      within(screen.getByRole('listbox')).queryByText('nobody'),
    ).not.toBeInTheDocument();
  });
});

describe('a preview', () => {
  it('asks for what the role sees, says so and ends', async () => {
    const api = new FakeCustomer360();
    const getView = jest.spyOn(api, 'getView');
    await renderPage(<CustomerHeader tabs={[]} />, {
      api,
      path: '/?as=csm&scope=others',
    });
    expect(
      await screen.findByText(/Preview as csm, to whom this customer is/),
    ).toBeVisible();
    expect(getView.mock.calls[0][1]).toMatchObject({
      preview: { role: 'csm', scope: 'others' },
    });
    await userEvent.click(
      screen.getByRole('button', { name: 'End the preview' }),
    );
    await waitFor(() =>
      expect(getView.mock.calls.at(-1)![1]?.preview).toBeUndefined(),
    );
    expect(screen.queryByText(/Preview as/)).not.toBeInTheDocument();
  });
});
