import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { z } from 'zod';
import { isSignedWith } from './isSignedWith';
import { isTimely } from './isTimely';
import { parseWebhookBody } from './parseWebhookBody';
import { readStamp } from './readStamp';
import { webhookIdField, webhookSecretsField } from './webhookFields';

describe('isSignedWith', () => {
  // RFC 4231, test case 2.
  const vector = {
    secret: 'Jefe',
    text: 'what do ya want for nothing?',
    hex: '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  };
  const base64 = Buffer.from(vector.hex, 'hex').toString('base64');

  it.each([
    ['hex', vector.hex],
    ['hex', vector.hex.toUpperCase()],
    ['base64', base64],
  ] as const)('knows a signature in %s', (encoding, signature) => {
    const signed = ['what do ya ', Buffer.from('want for nothing?')];
    expect(
      isSignedWith(['other', vector.secret], {
        signed,
        signatures: ['nonsense', signature],
        encoding,
      }),
    ).toBe(true);
  });

  it.each([
    ['hex', base64],
    ['base64', vector.hex],
    ['hex', vector.hex.slice(1)],
    ['hex', `${vector.hex}00`],
    ['hex', ` ${vector.hex}`],
    ['base64', base64.slice(0, -1)],
    ['base64', `${base64}\n`],
    ['base64', Buffer.from(vector.hex, 'hex').toString('base64url')],
  ] as const)('compares no %s that is written as %s', (encoding, signature) => {
    expect(
      isSignedWith([vector.secret], {
        signed: [vector.text],
        signatures: [signature],
        encoding,
      }),
    ).toBe(false);
  });

  it('takes no key that everybody has', () => {
    const signature = createHmac('sha256', '').update('x').digest('hex');
    const delivery = {
      signed: ['x'],
      signatures: [signature],
      encoding: 'hex',
    } as const;
    expect(isSignedWith([''], delivery)).toBe(false);
    expect(isSignedWith([], delivery)).toBe(false);
  });

  it('never throws, and never believes what is not the signature', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 100 }),
        fc.constantFrom('hex', 'base64'),
        (signature, encoding) => {
          expect(
            isSignedWith(['s'], {
              signed: ['x'],
              signatures: [signature],
              encoding,
            }),
          ).toBe(false);
        },
      ),
    );
  });
});

describe('readStamp', () => {
  it.each([
    ['1763899200', 'seconds', '2025-11-23T12:00:00.000Z'],
    ['1763899200000', 'milliseconds', '2025-11-23T12:00:00.000Z'],
    ['2025-11-23T12:00:00Z', 'iso', '2025-11-23T12:00:00.000Z'],
    ['2025-11-23T14:00:00.5+02:00', 'iso', '2025-11-23T12:00:00.500Z'],
  ] as const)('reads %s in %s', (text, unit, expected) => {
    expect(readStamp(text, unit)?.toISOString()).toBe(expected);
  });

  it.each([
    [undefined, 'seconds'],
    ['', 'seconds'],
    ['-1', 'seconds'],
    ['1e9', 'seconds'],
    ['0x10', 'seconds'],
    [' 1763899200', 'seconds'],
    ['9999999999999999', 'seconds'],
    ['99999999999999999', 'milliseconds'],
    ['NaN', 'milliseconds'],
    ['1763899200', 'iso'],
    ['2025-11-23', 'iso'],
    ['2025-13-45T99:00:00Z', 'iso'],
    ['Sun, 23 Nov 2025 12:00:00 GMT', 'iso'],
  ] as const)('takes %p for no stamp in %s', (text, unit) => {
    expect(readStamp(text, unit)).toBeUndefined();
  });
});

describe('isTimely', () => {
  it.each([
    [0, true],
    [300_000, true],
    [300_001, false],
  ])('looks both ways: %i ms is %p', (away, timely) => {
    const now = new Date('2026-11-23T12:00:00.000Z');
    expect(isTimely(new Date(now.getTime() - away), now)).toBe(timely);
    expect(isTimely(new Date(now.getTime() + away), now)).toBe(timely);
  });
});

describe('parseWebhookBody', () => {
  const schema = z.object({ id: webhookIdField });

  it('gives what the schema knows and nothing else', () => {
    const raw = Buffer.from('{"__proto__":{"polluted":1},"id":7,"x":[]}');
    const body = parseWebhookBody(raw, schema)!;
    expect(Object.entries(body)).toEqual([['id', '7']]);
    expect(Object.getPrototypeOf(body)).toBe(Object.prototype);
  });

  it('looks into nothing that is nested without end', () => {
    const nested = (depth: number) =>
      Buffer.from(`${'['.repeat(depth)}${']'.repeat(depth)}`);
    expect(parseWebhookBody(nested(100), z.unknown())).toBeDefined();
    expect(parseWebhookBody(nested(101), z.unknown())).toBeUndefined();
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array(), bytes => {
        parseWebhookBody(Buffer.from(bytes), schema);
      }),
    );
    const exploding = z.unknown().transform(() => {
      throw new Error('hush');
    });
    expect(parseWebhookBody(Buffer.from('{}'), exploding)).toBeUndefined();
  });
});

describe('webhookIdField', () => {
  it.each([
    ['evt_1', 'evt_1'],
    [7, '7'],
    ['x'.repeat(200), 'x'.repeat(200)],
  ])('takes %p', (given, id) => {
    expect(webhookIdField.parse(given)).toBe(id);
  });

  it.each(['', 'a b', 'ü', 'a\n', 'x'.repeat(201), -1, 1.5, 2 ** 53, null, {}])(
    'refuses %p',
    given => {
      expect(webhookIdField.safeParse(given).success).toBe(false);
    },
  );
});

describe('webhookSecretsField', () => {
  it('takes one or two', () => {
    expect(webhookSecretsField.parse(['a'])).toEqual(['a']);
    expect(webhookSecretsField.parse(['a', 'b'])).toEqual(['a', 'b']);
  });

  it.each([[[]], [['']], [['a', ' ']], [['a', 'b', 'c']], [[null]], [[7]]])(
    'refuses %j without quoting it',
    given => {
      const { error } = webhookSecretsField.safeParse(given);
      expect(error?.issues.map(({ code }) => code)).toEqual(['custom']);
      expect(error?.message).toContain('must hold one secret, or two');
    },
  );
});
