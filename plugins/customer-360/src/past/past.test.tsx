import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeCustomer360 } from '../__testUtils__/FakeCustomer360';
import { FRONTEND_SYSTEMS, renderPage } from '../__testUtils__/renderPage';
import { violationsIn } from '../__testUtils__/violationsIn';
import { Customer360Error } from '../api/Customer360Error';
import { OverviewPage } from '../overview/OverviewPage';
import { AsOfPicker } from './AsOfPicker';
import { pastMessages } from './messages';

jest.setTimeout(60_000);

const DAY = '2026-09-12';
const tile = async (name: string) =>
  within(await screen.findByRole('group', { name }));

function page() {
  return (
    <>
      <AsOfPicker base="/" />
      <OverviewPage />
    </>
  );
}

describe('the overview on a past day', () => {
  it.each(FRONTEND_SYSTEMS)(
    'shows the answers of that day and says so (%s)',
    async system => {
      const { container } = await renderPage(page(), {
        system,
        path: `/?asOf=${DAY}`,
      });
      expect((await tile('Pays')).getByText('€5,500')).toBeVisible();
      expect(
        screen.getByText('As it was on Sep 12, 2026, from observations'),
      ).toBeVisible();
      expect(screen.getByLabelText('As of')).toHaveValue(DAY);
      expect(
        (await tile('Relationship')).getByText(
          'Observed only since Oct 20, 2026',
        ),
      ).toBeVisible();
      expect(
        (await tile('Open threads')).getByText(
          'Nothing was observed around that day',
        ),
      ).toBeVisible();
      // What there is only of now is not there.
      expect(screen.getByText(pastMessages.messages.onlyNow)).toBeVisible();
      expect(screen.queryByText('Coming up')).not.toBeInTheDocument();
      expect(await violationsIn(container)).toEqual([]);
    },
  );

  it('is opened by a day that is over, and left again', async () => {
    const api = new FakeCustomer360();
    const getView = jest.spyOn(api, 'getView');
    await renderPage(page(), { api });
    expect((await tile('Pays')).getByText('€4,800')).toBeVisible();
    const field = screen.getByLabelText('As of');
    fireEvent.change(field, { target: { value: '0002-09-12' } });
    fireEvent.change(field, { target: { value: '2999-01-01' } });
    expect(screen.queryByText(/^As it was/)).not.toBeInTheDocument();
    fireEvent.change(field, { target: { value: DAY } });
    expect(await screen.findByText(/^As it was/)).toBeVisible();
    expect((await tile('Pays')).getByText('€5,500')).toBeVisible();
    expect(getView.mock.calls.at(-1)![1]).toMatchObject({ asOf: DAY });
    await userEvent.click(screen.getByRole('button', { name: 'Back to now' }));
    expect((await tile('Pays')).getByText('€4,800')).toBeVisible();
    expect(field).toHaveValue('');
    expect(screen.queryByText(/^As it was/)).not.toBeInTheDocument();
  });

  it('says of a day that is not kept that nothing is known of it', async () => {
    const api = new FakeCustomer360();
    jest
      .spyOn(api, 'getView')
      .mockRejectedValue(new Customer360Error('invalid'));
    await renderPage(<OverviewPage />, { api, path: '/?asOf=2020-01-01' });
    expect(
      await screen.findByText(pastMessages.messages.notKept),
    ).toBeVisible();
  });

  it('is of now where the address has no day', async () => {
    await renderPage(<OverviewPage />, { path: '/?asOf=tomorrow' });
    expect((await tile('Pays')).getByText('€4,800')).toBeVisible();
  });
});
