import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { FacetView } from '@customer-360/backstage-plugin-customer-360-common';
import { renderPage } from '../__testUtils__/renderPage';
import { FacetBody } from './FacetBody';

const summary: FacetView<'contracts'> = {
  level: 'summary',
  state: 'ok',
  summary: {},
  sources: [],
};

describe('FacetBody', () => {
  it.each<[string, Partial<FacetView<'contracts'>>, string]>([
    [
      'a summary by the tier',
      {},
      'You see the summary of this. Ask for access',
    ],
    [
      'a summary for want of a label',
      { label: 'contract', whoMaySee: 'shown to managers' },
      'You see the summary of this. The rest is restricted: contract terms. Shown to managers.Ask for access',
    ],
    [
      'one that names nobody',
      { label: 'contract' },
      'You see the summary of this. The rest is restricted: contract terms. Ask for access',
    ],
  ])('says of %s what is missing', async (_what, more, sentence) => {
    await renderPage(
      <div data-testid="body">
        <FacetBody
          facet="contracts"
          view={{ ...summary, ...more } as FacetView<'contracts'>}
          full={() => 'all'}
          summary={() => null}
        />
      </div>,
    );
    const body = await screen.findByTestId('body');
    expect(body.textContent).toBe(sentence);
  });

  it('asks for the label that is missing', async () => {
    await renderPage(
      <FacetBody
        facet="contracts"
        view={{ ...summary, label: 'contract', whoMaySee: 'somebody' }}
        full={() => 'all'}
      />,
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Ask for access' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(await dialog.findByLabelText('contract terms')).toBeChecked();
  });
});
