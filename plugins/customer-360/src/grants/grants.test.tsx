import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { askedGrant, FakeAccess } from '../__testUtils__/FakeAccess';
import { renderPage } from '../__testUtils__/renderPage';
import { Customer360Error } from '../api/Customer360Error';
import { GrantsPage } from './GrantsPage';

const MANAGES = ['customer360.grants.manage'];

describe('GrantsPage', () => {
  it('shows one’s own, and nothing to decide without the permission', async () => {
    await renderPage(<GrantsPage />);
    expect(await screen.findByText('Asked for')).toBeVisible();
    expect(screen.queryByText('To decide about')).not.toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Take back' })).toBeVisible();
  });

  it('asks for a customer that one does not see, by its link', async () => {
    const access = new FakeAccess();
    const list = jest.spyOn(access, 'listGrants');
    await renderPage(<GrantsPage />, { access, labels: ['export-control'] });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Ask for a customer' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByLabelText('export-control'));
    await userEvent.type(
      dialog.getByLabelText(/Reason/),
      'A call about the renewal',
    );
    const send = dialog.getByRole('button', { name: 'Ask' });
    const customer = dialog.getByLabelText(/Customer/);
    await userEvent.type(customer, 'user:default/sam');
    expect(customer).toBeInvalid();
    expect(send).toBeDisabled();
    await userEvent.clear(customer);
    await userEvent.type(
      customer,
      'http://localhost/catalog/default/customer/cus-75ceba',
    );
    expect(customer).toBeValid();
    const before = list.mock.calls.length;
    await userEvent.click(send);
    await waitFor(() =>
      expect(access.asked).toMatchObject([
        {
          scope: { kind: 'customer', ref: 'customer:default/cus-75ceba' },
          labels: ['export-control'],
        },
      ]),
    );
    await waitFor(() => expect(list.mock.calls.length).toBeGreaterThan(before));
  });

  it('approves with a word, and asks again what stands', async () => {
    const access = new FakeAccess();
    const list = jest.spyOn(access, 'listGrants');
    const { container } = await renderPage(<GrantsPage />, {
      access,
      holds: MANAGES,
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Approve' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(
      dialog.getByText(/A call about the renewal on Friday/),
    ).toBeVisible();
    expect(
      dialog.getByText(/with contract terms in every section that is seen/),
    ).toBeVisible();
    expect(
      dialog.getByText(/open in every section that they see/),
    ).toBeVisible();
    await userEvent.type(
      dialog.getByLabelText('A word to them'),
      'Until Friday',
    );
    const before = list.mock.calls.length;
    await userEvent.click(dialog.getByRole('button', { name: 'Approve' }));
    await waitFor(() =>
      expect(access.decided).toEqual([
        [askedGrant.id, 'approve', 'Until Friday'],
      ]),
    );
    await waitFor(() => expect(list.mock.calls.length).toBeGreaterThan(before));
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    const { violations } = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations).toEqual([]);
  });

  it('says why a decision does not hold', async () => {
    const access = new FakeAccess();
    access.fails = new Customer360Error('denied');
    await renderPage(<GrantsPage />, { access, holds: MANAGES });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Refuse' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'Refuse' }));
    expect(
      await dialog.findByText(/nobody decides about their own request/),
    ).toBeVisible();
  });

  it('ends what is live, and lets an emergency stand out', async () => {
    const access = new FakeAccess();
    await renderPage(<GrantsPage />, { access, holds: MANAGES });
    expect(await screen.findByText('Emergency')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'End it' }));
    await waitFor(() =>
      expect(access.revoked).toEqual(['22222222-2222-4222-8222-222222222222']),
    );
  });

  it('goes through the pages', async () => {
    await renderPage(<GrantsPage />, { holds: MANAGES });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Next page' }),
    );
    expect(await screen.findByText(/Nobody has asked/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'First page' }));
    expect(
      await screen.findByRole('button', { name: 'Approve' }),
    ).toBeVisible();
  });
});
