import { mockServices } from '@backstage/backend-test-utils';
import type { LiveGrant } from '@customer-360/backstage-plugin-customer-360-common';
import fc from 'fast-check';
import type { LiveGrants } from './LiveGrantsReader';
import { PolledGrantSnapshot } from './PolledGrantSnapshot';

const SAM = 'user:default/sam';
const IDS = ['a', 'b', 'c'];
const TRUSTED_MS = 2_500;
const EVERY_MS = 1_000;
const LASTS_MS = 12_000;
const START = Date.parse('2026-09-10T12:00:00Z');

/** When each grant is given and when it is revoked. */
const lives = fc.record(
  Object.fromEntries(
    IDS.map(id => [
      id,
      fc
        .tuple(fc.nat({ max: LASTS_MS }), fc.nat({ max: LASTS_MS }))
        .map(([from, lasts]) => ({ from, until: from + lasts })),
    ]),
  ),
);

/** How a question is answered: how late, when it was looked up, or not at all. */
const fate = fc.record({
  answeredAfter: fc.nat({ max: 4_000 }),
  lookedUpAt: fc.double({ min: 0, max: 1, noNaN: true }),
  fails: fc.boolean(),
});

const grant = (id: string): LiveGrant => ({
  id,
  person: SAM,
  scope: { kind: 'customer', ref: `customer:default/${id}` },
  tier: 'full',
  labels: [],
  expiresAt: '2099-01-01T00:00:00.000Z',
  breakGlass: false,
});

/** Lets everything happen that waits for nothing but its turn. */
const settled = () => new Promise<void>(resolve => setImmediate(resolve));

describe('PolledGrantSnapshot', () => {
  it('counts no grant 2.5 s after it was revoked, however it is answered', async () => {
    let counted = 0;
    await fc.assert(
      fc.asyncProperty(
        lives,
        fc.array(fate, { minLength: 12, maxLength: 12 }),
        async (lifeOf, fates) => {
          const clock = { ms: 0 };
          const liveAt = (ms: number) =>
            IDS.filter(id => lifeOf[id].from <= ms && ms < lifeOf[id].until);
          const due: Array<{ at: number; run: () => void }> = [];
          let asked = 0;
          const snapshot = new PolledGrantSnapshot({
            reader: {
              read: known => {
                const { answeredAfter, fails, lookedUpAt } =
                  fates[asked++ % fates.length];
                const ids = liveAt(clock.ms + answeredAfter * lookedUpAt);
                const answer: LiveGrants | 'unchanged' =
                  known === ids.join()
                    ? 'unchanged'
                    : { version: ids.join(), grants: ids.map(grant) };
                return new Promise((resolve, reject) => {
                  due.push({
                    at: clock.ms + answeredAfter,
                    run: () =>
                      fails ? reject(new Error('lost')) : resolve(answer),
                  });
                });
              },
            },
            logger: mockServices.logger.mock(),
            elapsed: () => clock.ms,
            now: () => START + clock.ms,
          });
          for (; clock.ms <= LASTS_MS; clock.ms += 250) {
            if (clock.ms % EVERY_MS === 0) {
              void snapshot.refresh();
            }
            due
              .filter(({ at }) => at <= clock.ms)
              .sort((one, other) => one.at - other.at)
              .forEach(answer => {
                due.splice(due.indexOf(answer), 1);
                answer.run();
              });
            await settled();
            for (const { id } of snapshot.of(SAM)) {
              counted += 1;
              const { from, until } = lifeOf[id];
              expect(from).toBeLessThanOrEqual(clock.ms);
              expect(clock.ms - until).toBeLessThanOrEqual(TRUSTED_MS);
            }
          }
        },
      ),
      { numRuns: 300 },
    );
    // Not by counting none at all.
    expect(counted).toBeGreaterThan(1_000);
  });
});
