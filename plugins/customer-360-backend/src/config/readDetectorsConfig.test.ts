import { ConfigReader } from '@backstage/config';
import { readDetectorsConfig } from './readDetectorsConfig';

const read = (data: object) =>
  readDetectorsConfig(new ConfigReader(data as never));

describe('readDetectorsConfig', () => {
  it('has a mind of its own, and takes another', () => {
    expect(readDetectorsConfig(undefined)).toEqual({
      bulkViewing: { customers: 50, withinMs: 3_600_000 },
      repeatedDenials: { attempts: 20, withinMs: 900_000 },
    });
    expect(
      read({
        bulkViewing: { customers: 9, within: { hours: 2 } },
        repeatedDenials: { attempts: 3, within: '1m' },
      }),
    ).toEqual({
      bulkViewing: { customers: 9, withinMs: 7_200_000 },
      repeatedDenials: { attempts: 3, withinMs: 60_000 },
    });
  });

  it.each([
    [{ bulkViewing: { customers: 0 } }, 'bulkViewing.customers'],
    [{ repeatedDenials: { attempts: 1.5 } }, 'repeatedDenials.attempts'],
    [{ bulkViewing: { within: '10s' } }, 'bulkViewing.within'],
    [{ repeatedDenials: { within: '2 days' } }, 'repeatedDenials.within'],
  ])('names the key of %j', (data, key) => {
    expect(() => read(data)).toThrow(`customer360.detectors.${key}`);
  });
});
