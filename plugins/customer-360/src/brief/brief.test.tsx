import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Address } from '../__testUtils__/Address';
import { customerEntity } from '../__testUtils__/entities';
import { FakeCustomer360 } from '../__testUtils__/FakeCustomer360';
import { FRONTEND_SYSTEMS, renderPage } from '../__testUtils__/renderPage';
import { violationsIn } from '../__testUtils__/violationsIn';
import { Customer360Error } from '../api/Customer360Error';
import { OverviewPage } from '../overview/OverviewPage';

describe.each(FRONTEND_SYSTEMS)('the meeting brief (%s)', system => {
  it('is read for itself, with the figures of the page and nothing to press', async () => {
    const api = new FakeCustomer360();
    const { container } = await renderPage(<OverviewPage />, {
      system,
      api,
      path: '/?brief',
    });
    const sheet = within(
      await screen.findByRole('article', {
        name: 'Meeting brief of Brightwater Logistics',
      }),
    );
    expect(api.briefed).toEqual(['cus-8f3a1c']);
    expect(sheet.getByText('€4,800')).toBeVisible();
    expect(sheet.getAllByText('Stripe, live')[0]).toBeVisible();
    expect(sheet.getByText(/disagree by €200 a month/)).toBeVisible();
    expect(sheet.getByText(/^For test, /)).toBeVisible();
    expect(sheet.getByText(/^Primary contact: /)).toBeVisible();
    // The evidence of a change opens on the page; on paper it is written out.
    const marked = sheet.getAllByRole('listitem').map(it => it.textContent);
    expect(marked).toContainEqual(expect.stringMatching(/MRR/));
    expect(
      sheet.queryByRole('button', { name: 'How it is computed' }),
    ).not.toBeInTheDocument();
    expect(sheet.queryByText(/All tickets/)).not.toBeInTheDocument();
    expect(await violationsIn(container)).toEqual([]);
  });

  it('says on paper too what one may not see', async () => {
    await renderPage(<OverviewPage />, {
      system,
      entity: customerEntity('cus-denied', 'Osprey Dental'),
      path: '/?brief',
    });
    const sheet = within(await screen.findByRole('article'));
    expect(sheet.getAllByText(/Restricted/)[0]).toBeVisible();
    expect(
      sheet.queryByRole('button', { name: /Ask/ }),
    ).not.toBeInTheDocument();
  });

  it('is printed when it is asked for, and leads back', async () => {
    const print = jest.spyOn(window, 'print').mockImplementation();
    await renderPage(
      <>
        <OverviewPage />
        <Address />
      </>,
      { system },
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Meeting brief' }),
    );
    await screen.findByRole('article');
    expect(print).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole('button', { name: 'Print' }));
    expect(print).toHaveBeenCalledTimes(1);
    await userEvent.click(
      screen.getByRole('button', { name: 'Back to the page' }),
    );
    await waitFor(() =>
      expect(screen.queryByRole('article')).not.toBeInTheDocument(),
    );
    print.mockRestore();
  });

  it('says why there is none, and lets one try again', async () => {
    const api = new FakeCustomer360();
    const brief = jest
      .spyOn(api, 'brief')
      .mockRejectedValueOnce(new Customer360Error('offline'));
    await renderPage(<OverviewPage />, { system, api, path: '/?brief' });
    const again = await screen.findByRole('button', { name: 'Try now' });
    expect(screen.getByRole('button', { name: 'Print' })).toBeDisabled();
    await userEvent.click(again);
    expect(await screen.findByRole('article')).toBeVisible();
    expect(brief).toHaveBeenCalledTimes(2);
  });
});
