import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  FacetSourceView,
  FacetView,
  FullFacetView,
} from '@customer-360/backstage-plugin-customer-360-common';
import { renderPage } from '../__testUtils__/renderPage';
import { FacetNotice } from './FacetNotice';
import { stateMessages } from './messages';
import { sourceSentences } from './sourceSentences';

const source: FacetSourceView = {
  id: 'zendesk',
  title: 'Zendesk',
  state: 'ok',
  fetchedAt: '2026-11-23T10:37:00Z',
};

const of = (more: Partial<FacetSourceView>): FacetView<'tickets'> => {
  const merged = { ...source, ...more };
  return { level: 'full', state: merged.state, sources: [merged] };
};

describe('FacetNotice', () => {
  it.each<[string, FacetView<'tickets'> | undefined, RegExp]>([
    ['unconfigured', undefined, /^No help desk is connected\.$/],
    [
      'denied',
      {
        level: 'none',
        state: 'denied',
        whoMaySee: "ask the account's owner",
        sources: [],
      },
      /^Restricted\. Ask the account's owner\.Ask for access$/,
    ],
    [
      'denied for want of a label',
      {
        level: 'none',
        state: 'denied',
        label: 'notes',
        whoMaySee: 'shown to managers',
        sources: [],
      },
      /^Restricted: notes by our staff\. Shown to managers\.Ask for access$/,
    ],
    ['empty', of({ state: 'empty' }), /^No tickets\.$/],
    [
      'stale',
      of({ state: 'stale', reason: 'timeout' }),
      /Zendesk did not answer in time\. What is shown is as of .*; we keep trying\./,
    ],
    [
      'unavailable',
      of({ state: 'unavailable', reason: 'auth' }),
      /Zendesk does not accept our credentials.*Nothing older is kept/,
    ],
    [
      'unlinked',
      of({ state: 'unlinked', candidates: ['acme', 'acme-eu'] }),
      /No account at Zendesk is linked.*2 look alike: acme, acme-eu\./,
    ],
    [
      'unlinked while an account is looked for',
      of({ state: 'unlinked', renewing: true }),
      /No account at Zendesk is linked.*One is being looked for\.$/,
    ],
    [
      'unlinked where nobody could look',
      of({ state: 'unlinked', reason: 'timeout' }),
      /No account at Zendesk is linked.*did not answer in time\. So whether one is there is not known\.$/,
    ],
    [
      'no_access',
      of({ state: 'no_access' }),
      /Zendesk hides this from the portal’s own account/,
    ],
    [
      'partial',
      of({ state: 'partial', missing: ['tickets before 2024'] }),
      /^Zendesk: tickets before 2024\.$/,
    ],
    ['truncated', of({ truncated: true }), /more than is shown here/],
    [
      'stale and cut',
      of({
        state: 'stale',
        reason: 'network',
        truncated: true,
        missing: ['tags'],
      }),
      /cannot be reached\. .*as of .*Zendesk: tags\. Zendesk has more than is shown/,
    ],
    [
      'partial and cut, with its reason',
      of({ state: 'partial', reason: 'timeout', truncated: true }),
      /^Zendesk did not answer in time\. Zendesk has more than is shown here\.$/,
    ],
  ])('says of %s what it is', async (_state, view, sentence) => {
    await renderPage(
      <div data-testid="notice">
        <FacetNotice facet="tickets" view={view} />
      </div>,
    );
    const notice = await screen.findByTestId('notice');
    expect(notice.textContent?.trim()).toMatch(sentence);
  });

  it.each<[string, Partial<FullFacetView<'tickets'>>, string[]]>([
    [
      'one label',
      {
        redacted: ['notes'],
        keepers: [{ label: 'notes', whoMaySee: 'shown to managers' }],
      },
      [
        'Some texts are restricted and left out: notes by our staff. Shown to managers.',
      ],
    ],
    [
      'labels of one keeper and of another',
      {
        redacted: ['legal', 'notes', 'sales'],
        keepers: [
          { label: 'legal', whoMaySee: 'shown to lawyers' },
          { label: 'notes', whoMaySee: 'shown to managers' },
          { label: 'sales', whoMaySee: 'shown to managers' },
        ],
      },
      [
        'Some texts are restricted and left out: legal. Shown to lawyers.',
        'Some texts are restricted and left out: notes by our staff and sales talks. Shown to managers.',
      ],
    ],
    [
      'a service that names nobody yet',
      { redacted: ['notes'] },
      ['Some texts are restricted and left out: notes by our staff.'],
    ],
  ])(
    'says who may see texts that are left out, and offers to ask: %s',
    async (_what, more, sentences) => {
      await renderPage(
        <div data-testid="notice">
          <FacetNotice
            facet="tickets"
            view={{ level: 'full', state: 'ok', sources: [source], ...more }}
          />
        </div>,
      );
      const notice = await screen.findByTestId('notice');
      const texts = [...notice.children].map(child => child.textContent);
      expect(texts.map(text => text?.replace(/ ?Ask for access$/, ''))).toEqual(
        sentences,
      );
      expect(
        screen.getAllByRole('button', { name: 'Ask for access' }),
      ).toHaveLength(sentences.length);
    },
  );

  it('asks for the label that hides a text', async () => {
    await renderPage(
      <FacetNotice
        facet="tickets"
        view={{
          level: 'full',
          state: 'ok',
          sources: [source],
          redacted: ['legal'],
        }}
      />,
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Ask for access' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(await dialog.findByLabelText('legal')).toBeChecked();
  });

  it('has nothing to say about what is whole and fresh', () => {
    expect(sourceSentences(source, new Date(), stateMessages.messages)).toEqual(
      [],
    );
  });

  it('has nothing to say about what is being read again, until that fails', () => {
    const stale = { ...source, state: 'stale' as const };
    const say = (more: Partial<FacetSourceView>) =>
      sourceSentences(
        { ...stale, ...more },
        new Date(),
        stateMessages.messages,
      );
    expect(say({ renewing: true })).toEqual([]);
    expect(say({ reason: 'timeout' })).not.toEqual([]);
    expect(say({ renewing: true, reason: 'timeout' })).not.toEqual([]);
  });

  it('has a sentence of its own for every reason', () => {
    const sentences = Object.values(stateMessages.messages.reasons);
    expect(new Set(sentences).size).toBe(sentences.length);
  });
});
