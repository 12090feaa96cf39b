import { screen } from '@testing-library/react';
import type {
  FacetSourceView,
  FacetView,
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
