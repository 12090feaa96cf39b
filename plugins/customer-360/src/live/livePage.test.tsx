import { act, screen, within } from '@testing-library/react';
import { brightwaterView } from '../__testUtils__/brightwater';
import { clockAt } from '../__testUtils__/clock';
import { FakeCustomer360 } from '../__testUtils__/FakeCustomer360';
import { FRONTEND_SYSTEMS, renderPage } from '../__testUtils__/renderPage';
import { OverviewPage } from '../overview/OverviewPage';

const view = brightwaterView(clockAt(new Date()));
const changed = {
  ...view,
  answers: {
    ...view.answers,
    threads: { ...view.answers.threads, open: 99 },
  },
};

function fakeSignals() {
  const subscribed = new Map<(message: never) => void, string>();
  return {
    subscribed,
    subscribe: (channel: string, onMessage: (message: never) => void) => {
      subscribed.set(onMessage, channel);
      return { unsubscribe: () => subscribed.delete(onMessage) };
    },
    tell: (customerRef: string) =>
      act(async () => {
        subscribed.forEach((_channel, onMessage) =>
          onMessage({ customerRef } as never),
        );
      }),
  };
}

describe.each(FRONTEND_SYSTEMS)('an open page, in the %s system', system => {
  it('shows what has changed when it is told, and marks it', async () => {
    const api = new FakeCustomer360();
    const getView = jest.spyOn(api, 'getView').mockResolvedValue(view);
    const signals = fakeSignals();
    const { unmount } = await renderPage(<OverviewPage />, {
      api,
      signals,
      system,
    });
    await screen.findByRole('group', { name: 'Open threads' });
    expect([...signals.subscribed.values()]).toEqual(['customer-360:changes']);
    expect(screen.queryByText('Changed')).not.toBeInTheDocument();

    getView.mockResolvedValue(changed);
    await signals.tell('customer:default/cus-other');
    expect(getView).toHaveBeenCalledTimes(1);
    await signals.tell('customer:default/cus-8f3a1c');
    expect(getView).toHaveBeenCalledTimes(2);
    const tile = within(screen.getByRole('group', { name: 'Open threads' }));
    expect(tile.getByText('99')).toBeVisible();
    expect(tile.getByText('Changed')).toBeVisible();
    expect(screen.getAllByText('Changed')).toHaveLength(1);
    expect(screen.getByText('Just changed: Open threads.')).toHaveAttribute(
      'role',
      'status',
    );
    unmount();
    expect(signals.subscribed.size).toBe(0);
  });
});
