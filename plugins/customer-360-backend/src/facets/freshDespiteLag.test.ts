import { freshDespiteLag } from './freshDespiteLag';

const TOLD = 1_000_000;
const LONG = TOLD + 3_600_000;

describe('freshDespiteLag', () => {
  const fresh = (
    startedAt: number,
    changedAt?: number,
    told: Parameters<typeof freshDespiteLag>[0]['told'] = {
      at: TOLD,
      changedAt: TOLD - 500,
    },
  ) => freshDespiteLag({ told, changedAt, startedAt, freshUntil: LONG });

  it('leaves a reading of which nothing was told as long as it has', () => {
    expect(
      freshDespiteLag({ startedAt: TOLD, freshUntil: LONG, changedAt: 1 }),
    ).toBe(LONG);
  });

  it('compares when it changed with what was told', () => {
    expect(fresh(TOLD + 10, TOLD - 501)).toBe(TOLD + 2_010);
    expect(fresh(TOLD + 59_999, TOLD - 501)).toBe(TOLD + 61_999);
    expect(fresh(TOLD + 10, TOLD - 500)).toBe(LONG);
    expect(fresh(TOLD + 10, TOLD)).toBe(LONG);
  });

  it('doubts what was read in the first two seconds where nobody says when it changed', () => {
    expect(fresh(TOLD + 1_999)).toBe(TOLD + 3_999);
    expect(fresh(TOLD + 2_000)).toBe(LONG);
    expect(fresh(TOLD + 10, TOLD - 9_000, { at: TOLD })).toBe(TOLD + 2_010);
    expect(fresh(TOLD + 2_000, TOLD - 9_000, { at: TOLD })).toBe(LONG);
  });

  it('has patience for a minute', () => {
    expect(fresh(TOLD + 60_000, TOLD - 501)).toBe(LONG);
  });

  it('makes nothing live longer', () => {
    expect(
      freshDespiteLag({
        told: { at: TOLD },
        startedAt: TOLD,
        freshUntil: TOLD + 100,
      }),
    ).toBe(TOLD + 100);
  });
});
