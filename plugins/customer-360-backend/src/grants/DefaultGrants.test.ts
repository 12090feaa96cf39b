import { mockCredentials } from '@backstage/backend-test-utils';
import { ConflictError } from '@backstage/errors';
import type { Grant } from '@customer-360/backstage-plugin-customer-360-common';
import type { CustomerAccess } from '../access/CustomerAccess';
import type { InstallationKey } from '../installation/InstallationKey';
import type { LedgerEntry } from '../ledger/LedgerStore';
import { DefaultGrants } from './DefaultGrants';
import type { GrantStore } from './GrantStore';

const NOON = Date.parse('2026-09-10T12:00:00Z');

const asked: Grant = {
  id: '11111111-1111-4111-8111-111111111111',
  person: 'user:default/sam',
  scope: { kind: 'customer', ref: 'customer:default/acme' },
  tier: 'full',
  labels: ['contract'],
  reason: 'A ticket about the notice period',
  state: 'requested',
  breakGlass: false,
  requestedAt: '2026-09-10T12:00:00.000Z',
  expiresAt: '2026-09-11T12:00:00.000Z',
};

const readerOf = (name: string) => ({
  credentials: mockCredentials.user(`user:default/${name}`),
  userRef: `user:default/${name}`,
  tokenHash: name,
  requestId: 'r-1',
});
const tessa = readerOf('tessa');
const ada = readerOf('ada');

/** One grant of which everybody may do everything. */
function start(first: Partial<Grant> = {}) {
  let grant: Grant = { ...asked, ...first };
  const rows: LedgerEntry[] = [];
  const told: Grant[] = [];
  const store: Partial<GrantStore> = {
    get: async () => grant,
    heldSince: async () => [],
    countLive: async () => 0,
    step: async ({ from, to }) => {
      const done = grant.state === from;
      grant = done ? { ...grant, state: to } : grant;
      return done;
    },
  };
  const access: Partial<CustomerAccess> = {
    require: async () => {},
    mayDo: async () => true,
    holds: async () => true,
  };
  const grants = new DefaultGrants({
    store: store as GrantStore,
    access: access as CustomerAccess,
    ledger: {
      append: async entries => {
        rows.push(...entries);
      },
      appendRead: () => Promise.reject(new Error('not read')),
    },
    notices: {
      asked: async () => {},
      brokeGlass: async () => {},
      brokeGlassUnowned: async () => true,
      decided: async decided => {
        told.push(decided);
      },
    },
    teller: { tell: async () => {} },
    key: {} as InstallationKey,
    labels: ['contract'],
    maxDays: 30,
    clock: { now: () => NOON },
  });
  const written = () =>
    rows.map(({ actorRef, detail, outcome = 'shown' }) => [
      actorRef,
      detail?.step,
      outcome,
    ]);
  return { grants, told, written };
}

describe('two who decide at once', () => {
  it.each(['approve', 'refuse'] as const)(
    'leave a row for what came to nothing beside the one written before: %s',
    async decision => {
      const { grants, told, written } = start();
      const both = await Promise.allSettled([
        grants.decide(tessa, asked.id, { decision }),
        grants.decide(ada, asked.id, { decision }),
      ]);
      const step = decision === 'approve' ? 'approved' : 'refused';
      expect(both.map(({ status }) => status)).toEqual([
        'fulfilled',
        'rejected',
      ]);
      expect(told).toMatchObject([{ decidedBy: tessa.userRef }]);
      expect(written()).toEqual([
        [tessa.userRef, step, 'shown'],
        [ada.userRef, step, 'shown'],
        [ada.userRef, step, 'denied'],
      ]);
    },
  );

  it('leave the same where they end it', async () => {
    const { grants, written } = start({ state: 'live' });
    const both = await Promise.allSettled([
      grants.revoke(tessa, asked.id),
      grants.revoke(ada, asked.id),
    ]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(written()).toEqual([
      [tessa.userRef, 'revoked', 'shown'],
      [ada.userRef, 'revoked', 'shown'],
      [ada.userRef, 'revoked', 'denied'],
    ]);
  });

  it('leave one row where it was over before they asked', async () => {
    const { grants, written } = start({ state: 'refused' });
    await expect(
      grants.decide(tessa, asked.id, { decision: 'approve' }),
    ).rejects.toThrow(ConflictError);
    await expect(grants.revoke(ada, asked.id)).rejects.toThrow(ConflictError);
    expect(written()).toEqual([
      [tessa.userRef, 'approved', 'denied'],
      [ada.userRef, 'revoked', 'denied'],
    ]);
  });
});
