import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeCustomer360 } from '../__testUtils__/FakeCustomer360';
import { FakeLinks } from '../__testUtils__/FakeLinks';
import { renderPage } from '../__testUtils__/renderPage';
import { violationsIn } from '../__testUtils__/violationsIn';
import { Customer360Error } from '../api/Customer360Error';
import { ProfilePage } from '../profile/ProfilePage';

const MANAGES = ['customer360.links.manage'];

async function start(links = new FakeLinks()) {
  const api = new FakeCustomer360();
  const post = jest.fn();
  const { container } = await renderPage(<ProfilePage />, {
    api,
    links,
    post,
    holds: MANAGES,
  });
  const table = await screen.findByRole('table', {
    name: 'Accounts of this customer at the sources',
  });
  const rowOf = (text: string) =>
    within(table).getByText(text, { exact: false }).closest('tr')!;
  const press = (text: string, name: string) =>
    userEvent.click(within(rowOf(text)).getByRole('button', { name }));
  return { api, container, links, post, press, rowOf, table };
}

const dialog = async () => within(await screen.findByRole('dialog'));

describe('the accounts of a customer', () => {
  it('are nobody’s business but of those who manage links', async () => {
    const links = new FakeLinks();
    await renderPage(<ProfilePage />, { links });
    expect(await screen.findByText('per@brightwater.example')).toBeVisible();
    expect(screen.queryByText('Accounts at the sources')).toBeNull();
    expect(links.asked).toBe(0);
  });

  it('say why each is theirs, and how sure that is', async () => {
    const { rowOf } = await start();
    expect(rowOf('cus_written')).toHaveTextContent(
      'Stripecus_writtenwritten on the entitycertainEdit the entity to change it.',
    );
    expect(rowOf('cus_said')).toHaveTextContent(
      /said by a person.*“Contract 17”certain/,
    );
    expect(rowOf('901')).toHaveTextContent(/has exactly their domainlow/);
    expect(rowOf('4711')).toHaveTextContent(
      'may be theirshas exactly their domain; there are several like it',
    );
    expect(rowOf('4712')).toHaveTextContent('is being linked');
    expect(rowOf('Product')).toHaveTextContent('No account there.');
  });

  it('say what was done, by whom', async () => {
    await start();
    const history = screen.getByRole('table', { name: /What was done/ });
    expect(history).toHaveTextContent(
      /Linked by itself: 901 at HubSpotnobody: by itself/,
    );
    expect(history).toHaveTextContent(
      /Confirmed: cus_said at Stripe“Contract 17”ada/,
    );
  });

  it('are confirmed, and the page is read again', async () => {
    const { api, links, post, press } = await start();
    const before = links.asked;
    const views = jest.spyOn(api, 'getView');
    await press('4711', 'Confirm');
    const box = await dialog();
    expect(box.getByText('4711 at Zendesk is this customer’s')).toBeVisible();
    await userEvent.click(box.getByRole('button', { name: 'It is theirs' }));
    await waitFor(() =>
      expect(links.said).toEqual([['confirm', 'zendesk', '4711', {}]]),
    );
    await waitFor(() => expect(links.asked).toBeGreaterThan(before));
    expect(post).toHaveBeenCalledWith({ tone: 'success', text: 'Linked.' });
    expect(views).toHaveBeenCalledTimes(1);
  });

  it('are undone with a reason, and not without', async () => {
    const { links, press } = await start();
    await press('901', 'Undo');
    const box = await dialog();
    const send = box.getByRole('button', { name: 'It is not theirs' });
    expect(send).toBeDisabled();
    await userEvent.type(box.getByLabelText(/Reason/), ' A namesake ');
    await userEvent.click(send);
    await waitFor(() =>
      expect(links.said).toEqual([['undo', 'hubspot', '901', 'A namesake']]),
    );
  });

  it('are linked to two customers only by who says so and why', async () => {
    const links = new FakeLinks();
    links.fails = new Customer360Error('conflict');
    const { press } = await start(links);
    await press('901', 'Confirm');
    const box = await dialog();
    expect(box.queryByRole('checkbox')).toBeNull();
    const send = box.getByRole('button', { name: 'It is theirs' });
    await userEvent.click(send);
    expect(await box.findByRole('alert')).toHaveTextContent(
      /another customer is linked to it/,
    );
    await userEvent.click(box.getByRole('checkbox'));
    expect(send).toBeDisabled();
    await userEvent.type(box.getByLabelText(/Reason/), 'They share it');
    await userEvent.click(send);
    await waitFor(() =>
      expect(links.said[1]).toEqual([
        'confirm',
        'hubspot',
        '901',
        { reason: 'They share it', force: true },
      ]),
    );
  });

  it('are linked by id where nobody has found them', async () => {
    const { links } = await start();
    await userEvent.click(
      screen.getByRole('button', { name: 'Link an account' }),
    );
    const box = await dialog();
    const send = box.getByRole('button', { name: 'It is theirs' });
    expect(send).toBeDisabled();
    const id = box.getByLabelText(/Id of the account/);
    await userEvent.type(id, 'a,b');
    expect(id).toBeInvalid();
    expect(send).toBeDisabled();
    await userEvent.clear(id);
    await userEvent.type(id, 'cus_new');
    await userEvent.click(send);
    await waitFor(() =>
      expect(links.said).toEqual([['confirm', 'stripe', 'cus_new', {}]]),
    );
  });

  it('have no fault that axe finds', async () => {
    const { container, press } = await start();
    expect(await violationsIn(container)).toEqual([]);
    await press('901', 'Undo');
    expect(await violationsIn(await screen.findByRole('dialog'))).toEqual([]);
  });
});
