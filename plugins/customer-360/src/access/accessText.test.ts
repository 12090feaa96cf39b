import { givenText } from './accessText';
import { accessMessages } from './messages';

const m = accessMessages.messages;

describe('givenText', () => {
  it.each([
    [{ tier: 'full', labels: [] }, 'In full'],
    [{ tier: 'full', labels: ['contract'] }, 'In full, with contract terms'],
    [
      { tier: 'summary', labels: [], sections: ['billing'] },
      'Summary, of Billing',
    ],
    [
      { tier: 'full', labels: ['contract', 'own'], sections: ['billing'] },
      'In full, of Billing, with contract terms and own in every section that is seen',
    ],
  ] as const)(
    'says that labels count beyond the sections: %j',
    (given, text) => {
      expect(givenText(given, m)).toBe(text);
    },
  );
});
