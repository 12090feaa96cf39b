import {
  SECTIONS,
  type Grant,
  type SectionId,
} from '@customer-360/backstage-plugin-customer-360-common';
import { mockCredentials } from '@backstage/backend-test-utils';
import { grantEntry } from './grantEntry';

const reader = {
  credentials: mockCredentials.user('user:default/tessa'),
  userRef: 'user:default/tessa',
  tokenHash: 'none',
  requestId: 'r-1',
};

const grant: Grant = {
  id: '11111111-1111-4111-8111-111111111111',
  person: 'user:default/sam',
  scope: { kind: 'segment', segment: 'enterprise' },
  tier: 'full',
  labels: ['contract'],
  sections: ['support', 'billing'],
  reason: 'A ticket about the notice period',
  state: 'requested',
  breakGlass: false,
  requestedAt: '2026-09-10T12:00:00.000Z',
  expiresAt: '2026-09-11T12:00:00.000Z',
};

describe('grantEntry', () => {
  it('says what is given and until when, and neither to whom nor why', () => {
    const entry = grantEntry(reader, 'approved', grant);
    expect(entry).toMatchObject({
      kind: 'grant',
      actorRef: 'user:default/tessa',
      labels: ['contract'],
      detail: {
        step: 'approved',
        grant: grant.id,
        tier: 'full',
        sections: 'billing,support',
        segment: 'enterprise',
        expires: '2026-09-11T12:00:00.000Z',
      },
    });
    expect(JSON.stringify(entry)).not.toMatch(/sam|notice period/);
  });

  it('says where it is for all sections', () => {
    expect(
      grantEntry(reader, 'approved', { ...grant, sections: undefined }).detail,
    ).toMatchObject({ sections: 'all' });
  });

  it('has no word that is no section, and none twice', () => {
    const { detail } = grantEntry(reader, 'requested', {
      ...grant,
      sections: ['said by somebody' as SectionId, ...SECTIONS, ...SECTIONS],
    });
    expect(detail?.sections).toBe(SECTIONS.join(','));
  });

  it('says no more than is known of a grant that was not found', () => {
    expect(grantEntry(reader, 'revoked', { id: grant.id }).detail).toEqual({
      step: 'revoked',
      grant: grant.id,
    });
  });
});
