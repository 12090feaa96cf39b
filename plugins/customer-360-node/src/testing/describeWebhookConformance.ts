import type {
  SourceWebhook,
  WebhookRequest,
  WebhookVerdict,
} from '../webhooks/SourceWebhook';
import type { WebhookConformance } from './WebhookConformance';

const SECRET = 'secret-of-ours';
const NEXT_SECRET = 'secret-that-replaces-it';
const NOW = new Date('2026-11-23T12:00:00.000Z');

/** None of which may be parsed, compared by length or thrown about. */
const STRANGE_SIGNATURES: ReadonlyArray<readonly [string, string]> = [
  ['nothing', ''],
  ['a space', ' '],
  ['characters beyond ASCII', 'ü'.repeat(44)],
  ['full-width digits', '０１'.repeat(32)],
  ['half a surrogate', '\ud800'.repeat(64)],
  ['a single character', 'a'],
  ['64 zeros', '0'.repeat(64)],
  ['44 base64 characters', `${'A'.repeat(43)}=`],
  ['a megabyte', 'f'.repeat(1_048_576)],
  ['words of the vendors', 't=,v1=,v0='],
];

/**
 * The cases that the webhook of every source must hold, whatever its vendor:
 * call it in a test file of the module. The signer must be the vendor's own code,
 * or its documented formula written out, and never that of the module.
 *
 * @public
 */
export function describeWebhookConformance(subject: WebhookConformance): void {
  describe(`${subject.name} webhook conformance`, () => {
    const created = (secrets: readonly string[]): SourceWebhook => {
      const webhook = subject.createWebhook(secrets);
      if (!webhook) {
        throw new Error('The source has no webhook although it has a secret');
      }
      return webhook;
    };
    const webhook = () => created([SECRET]);
    const healthy = Buffer.from(JSON.stringify(subject.delivery));

    const signed = (
      body: Buffer | unknown = healthy,
      { secret = SECRET, at = NOW } = {},
    ): WebhookRequest =>
      subject.sign({
        raw: Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body)),
        secret,
        at,
      });
    const receive = (request: WebhookRequest, now = NOW): WebhookVerdict =>
      webhook().receive(request, now);
    const refused = (reason: string) => ({ outcome: 'refused', reason });

    it('takes what the vendor signed, and says what it makes worthless', () => {
      expect(receive(signed())).toEqual({
        outcome: 'accepted',
        events: subject.events,
      });
      for (const { id, facets } of subject.events) {
        expect(id).toMatch(/^[\x21-\x7e]{1,200}$/);
        expect(facets).not.toEqual([]);
      }
    });

    it('takes both secrets while one replaces the other, and no third', () => {
      const rotating = created([SECRET, NEXT_SECRET]);
      for (const secret of [SECRET, NEXT_SECRET]) {
        const verdict = rotating.receive(signed(healthy, { secret }), NOW);
        expect(verdict.outcome).toBe('accepted');
      }
      for (const secret of ['secret-of-another-tenant', `${SECRET} `]) {
        expect(rotating.receive(signed(healthy, { secret }), NOW)).toEqual(
          refused('signature'),
        );
      }
      expect(receive(signed(healthy, { secret: NEXT_SECRET }))).toEqual(
        refused('signature'),
      );
    });

    it('takes nothing without each of its headers', () => {
      expect(subject.headers).not.toEqual([]);
      for (const name of subject.headers) {
        const request = signed();
        expect(request.headers[name]).toBeDefined();
        for (const value of [undefined, '']) {
          const headers = { ...request.headers, [name]: value };
          expect(receive({ ...request, headers })).toEqual(
            refused('signature'),
          );
        }
      }
    });

    it.each(STRANGE_SIGNATURES)(
      'takes no signature that is %s',
      (_name, value) => {
        for (const name of subject.headers) {
          const request = signed();
          const headers = { ...request.headers, [name]: value };
          expect(receive({ ...request, headers })).toEqual(
            refused('signature'),
          );
        }
      },
    );

    it('takes the bytes that were signed, and not the same JSON in others', () => {
      const request = signed();
      const raw = Buffer.from(JSON.stringify(subject.delivery, null, 2));
      expect(receive({ ...request, raw })).toEqual(refused('signature'));
      expect(receive(signed(raw)).outcome).toBe('accepted');
    });

    it('looks into no body that is not signed', () => {
      for (const raw of [Buffer.alloc(0), Buffer.from('{'), Buffer.of(0xff)]) {
        expect(receive({ ...signed(), raw })).toEqual(refused('signature'));
      }
    });

    it.each([
      ['empty', Buffer.alloc(0)],
      ['cut off', healthy.subarray(0, -1)],
      ['not UTF-8', Buffer.concat([healthy, Buffer.of(0x22, 0xff, 0x22)])],
      ['not UTF-8 inside a text', withBadByte(healthy)],
      ['after a byte order mark', Buffer.from(`\ufeff${healthy}`)],
      ['a bare word', Buffer.from('null')],
      ['a number', Buffer.from('7')],
      ['nested without end', Buffer.from('['.repeat(200_000))],
      ['a form', Buffer.from('payload=%7B%7D')],
    ])('takes no body that is signed and %s', (_name, raw) => {
      expect(receive(signed(raw))).toEqual(refused('malformed'));
    });

    it('takes no list without a bound', () => {
      const body = subject.many?.(20_000) ?? new Array(20_000).fill({});
      expect(receive(signed(body))).toEqual(refused('malformed'));
    });

    if (subject.many) {
      const { many } = subject;
      it('tells each of several events once, under an id of its own', () => {
        const verdict = receive(signed(many(25)));
        const ids = eventsOf(verdict).map(({ id }) => id);
        expect(ids).toHaveLength(25);
        expect(new Set(ids).size).toBe(25);
      });
    }

    it.each([
      [-301, 'too_old'],
      [301, 'too_old'],
      [-86_400, 'too_old'],
      [86_400, 'too_old'],
    ])('refuses a stamp %i seconds from now', (seconds, reason) => {
      const at = new Date(NOW.getTime() + seconds * 1_000);
      expect(receive(signed(healthy, { at }))).toEqual(refused(reason));
    });

    it.each([-299, 0, 299])('takes a stamp %i seconds from now', seconds => {
      const at = new Date(NOW.getTime() + seconds * 1_000);
      expect(receive(signed(healthy, { at })).outcome).toBe('accepted');
    });

    it('says of a forged delivery nothing about its stamp', () => {
      const at = new Date(NOW.getTime() - 86_400_000);
      expect(
        receive(signed(healthy, { at, secret: 'of another tenant' })),
      ).toEqual(refused('signature'));
    });

    it('knows an event again when it is delivered again', () => {
      const later = new Date(NOW.getTime() + 3_600_000);
      const again = receive(signed(healthy, { at: later }), later);
      expect(eventsOf(again).map(({ id }) => id)).toEqual(
        subject.events.map(({ id }) => id),
      );
    });

    it('takes an event of an unknown type without an effect', () => {
      expect(receive(signed(subject.unknownType))).toEqual({
        outcome: 'accepted',
        events: [],
      });
    });

    it('takes no delivery of another account', () => {
      expect(receive(signed(subject.otherAccount))).toEqual(
        refused('other_account'),
      );
    });

    it('is not changed by keys that mean something to JavaScript', () => {
      const poison =
        '"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":1,';
      const raw = Buffer.from(
        healthy.toString().replaceAll('{', `{${poison}`).replaceAll(',}', '}'),
      );
      expect(eventsOf(receive(signed(raw)))).toEqual(subject.events);
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    });

    it('keeps nothing: the same delivery gets the same verdict', () => {
      const one = webhook();
      const request = signed();
      const before = JSON.stringify(request);
      const verdict = one.receive(request, NOW);
      one.receive(signed(healthy, { secret: 'wrong' }), NOW);
      expect(one.receive(request, NOW)).toEqual(verdict);
      expect(JSON.stringify(request)).toBe(before);
    });
  });
}

function eventsOf(verdict: WebhookVerdict) {
  return verdict.outcome === 'accepted' ? verdict.events : [];
}

/** Half of a character, in a text that nobody reads. */
function withBadByte(json: Buffer): Buffer {
  const start = json.indexOf('{') + 1;
  return Buffer.concat([
    json.subarray(0, start),
    Buffer.from('"note":"'),
    Buffer.of(0xc3),
    Buffer.from('",'),
    json.subarray(start),
  ]);
}
