import { ConfigReader } from '@backstage/config';
import { readCredentialsExpireAt } from './readCredentialsExpireAt';

const read = (credentialsExpireAt?: unknown) =>
  readCredentialsExpireAt(
    new ConfigReader({
      sources: {
        other: { type: 'acme' },
        acme: {
          type: 'acme',
          ...(credentialsExpireAt !== undefined && { credentialsExpireAt }),
        } as never,
      },
    }),
  );

describe('readCredentialsExpireAt', () => {
  it('is empty without any', () => {
    expect(readCredentialsExpireAt(undefined)).toEqual(new Map());
    expect(read()).toEqual(new Map());
  });

  it.each([
    ['2027-03-01', '2027-03-01T00:00:00.000Z'],
    ['2027-03-01T12:00:00Z', '2027-03-01T12:00:00.000Z'],
    ['2027-03-01T12:00:00+02:00', '2027-03-01T10:00:00.000Z'],
  ])('reads %s', (text, at) => {
    expect(read(text)).toEqual(new Map([['acme', new Date(at)]]));
  });

  it.each(['soon', '2027', '2027-13-01', '03/01/2027', '2027-03-01T12:00'])(
    'names the key where it is %p',
    text => {
      expect(() => read(text)).toThrow(
        'customer360.sources.acme.credentialsExpireAt must be a day',
      );
    },
  );
});
