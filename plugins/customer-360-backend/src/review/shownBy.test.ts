import {
  labelPermission,
  sectionFullPermission,
  type AccessReason,
  type Scope,
  type TierGrant,
} from '@customer-360/backstage-plugin-customer-360-common';
import { shownBy } from './shownBy';

const FULL = [
  sectionFullPermission('contract').name,
  labelPermission('contract').name,
];

const role = (scope: Scope, over: Partial<TierGrant> = {}): AccessReason => ({
  via: 'role',
  role: 'csm',
  scope,
  tier: 'full',
  labels: ['contract'],
  ...over,
});
const grant = (over: Partial<TierGrant> = {}): AccessReason => ({
  via: 'grant',
  grant: 'g',
  expiresAt: '2026-09-10T18:00:00.000Z',
  breakGlass: false,
  tier: 'full',
  labels: ['contract'],
  ...over,
});

describe('shownBy', () => {
  it.each<[string, AccessReason[], string]>([
    [
      'a role',
      [role('others')],
      'Your role shows you all of it for this customer.',
    ],
    [
      'ownership',
      [role('own'), role('own', { tier: 'summary' })],
      'Your role shows you all of it for your own customers.',
    ],
    [
      'the ownership of a team',
      [role('team')],
      'Your role shows you all of it for the customers of your team.',
    ],
    [
      'an exception beside a role that shows less',
      [role('others', { tier: 'summary', labels: [] }), grant()],
      'An exception shows you all of it for this customer.',
    ],
    [
      'an exception beside a role for another section',
      [role('others', { sections: ['billing'] }), grant()],
      'An exception shows you all of it for this customer.',
    ],
    [
      'each of them',
      [role('others'), grant()],
      'Your role shows you all of it for this customer, and so does an exception.',
    ],
    [
      'a role with the label of an exception',
      [role('others', { labels: [] }), grant({ sections: ['billing'] })],
      'Your role and an exception together show you all of it for this customer.',
    ],
    [
      'what is not known',
      [grant({ labels: [] })],
      'You see all of it for this customer.',
    ],
    ['a foreign policy', [], 'You see all of it for this customer.'],
  ])('names %s', (_what, reasons, sentence) => {
    expect(shownBy('all of it', FULL, reasons)).toBe(sentence);
  });
});
