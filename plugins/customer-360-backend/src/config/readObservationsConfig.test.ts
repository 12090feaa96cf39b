import { ConfigReader } from '@backstage/config';
import { readObservationsConfig } from './readObservationsConfig';

const DAY_MS = 24 * 60 * 60 * 1000;
const labels = ['contract', 'notes'];
const read = (config: object) =>
  readObservationsConfig(new ConfigReader(config as never), labels);

describe('readObservationsConfig', () => {
  it('keeps figures for a year and a month where config says nothing', () => {
    expect(readObservationsConfig(undefined, labels)).toEqual({
      keptMs: 400 * DAY_MS,
      keptMsByLabel: new Map(),
    });
  });

  it('keeps them as long as config says, by label', () => {
    expect(
      read({ keep: { days: 200 }, keepByLabel: { contract: { days: 150 } } }),
    ).toEqual({
      keptMs: 200 * DAY_MS,
      keptMsByLabel: new Map([['contract', 150 * DAY_MS]]),
    });
  });

  it.each([
    [{ keep: { days: 99 } }, 'observations.keep must be 100 days'],
    [
      { keepByLabel: { contract: { days: 1 } } },
      'observations.keepByLabel.contract must be 100 days',
    ],
    [{ keepByLabel: { secret: { days: 200 } } }, 'keepByLabel.secret names no'],
  ])('refuses %j', (config, message) => {
    expect(() => read(config)).toThrow(message);
  });
});
