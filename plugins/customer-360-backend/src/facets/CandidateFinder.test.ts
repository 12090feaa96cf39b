import type { LinkCandidate } from '@customer-360/backstage-plugin-customer-360-node';
import type { LinkAttempt } from '../links/CandidateLinker';
import { CandidateFinder } from './CandidateFinder';

const ACME = { ref: 'customer:default/acme', title: 'Acme' } as never;
const MINUTE = 60_000;

/** Finds one account each time, and has it linked as it is said. */
function start(attempts: LinkAttempt[]) {
  const tried: string[] = [];
  const desk = {
    id: 'desk',
    credentialScope: 'scope',
    link: {
      candidates: async (): Promise<LinkCandidate[]> => [
        { id: 'a1', rule: 'domain' },
      ],
    },
  };
  const finder = new CandidateFinder({
    sessions: {
      open: () => ({} as never),
      statusOf: () => undefined,
      wasHeldMostOf: () => false,
      close: async () => {},
    },
    deadlineMs: 1_000,
    time: { now: () => Date.now() },
    linker: {
      link: async (_source, _customer, [{ id }]) => {
        tried.push(id);
        return attempts.shift()!;
      },
    },
  });
  return { tried, find: () => finder.find(desk as never, ACME) };
}

describe('CandidateFinder', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('says by whose look one was linked, and keeps what it found', async () => {
    const { find, tried } = start(['linked']);
    expect(await find()).toMatchObject({ linked: true });
    expect(await find()).toMatchObject({
      linked: false,
      candidates: [{ id: 'a1' }],
    });
    jest.advanceTimersByTime(14 * MINUTE);
    await find();
    expect(tried).toEqual(['a1']);
  });

  it('does not try again soon where something keeps the account from it', async () => {
    const { find, tried } = start(['none']);
    await find();
    jest.advanceTimersByTime(14 * MINUTE);
    await find();
    expect(tried).toEqual(['a1']);
  });

  it('tries again in a minute where it could not be decided', async () => {
    const { find, tried } = start(['undecided', 'linked']);
    expect(await find()).toMatchObject({ linked: false });
    await find();
    expect(tried).toEqual(['a1']);
    jest.advanceTimersByTime(MINUTE + 1);
    expect(await find()).toMatchObject({ linked: true });
  });
});
