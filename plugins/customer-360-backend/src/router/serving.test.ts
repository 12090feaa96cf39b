import { mockCredentials } from '@backstage/backend-test-utils';
import type { ViewFrame } from '@customer-360/backstage-plugin-customer-360-common';
import { get, type IncomingHttpHeaders } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { customerEntity } from '../__testUtils__/customers';
import {
  invoicesData,
  notesData,
  ticketsData,
} from '../__testUtils__/facetData';
import { DENY, everything, supportAgent } from '../__testUtils__/fakePolicy';
import { countingReader, fakeSource } from '../__testUtils__/fakeSource';
import { startBehindRootRouter } from '../__testUtils__/startBehindRootRouter';
import {
  BASE,
  viewPath,
  type TestSetup,
} from '../__testUtils__/startCustomer360';

jest.setTimeout(60_000);

const sam = mockCredentials.user.header('user:default/sam');
const mara = mockCredentials.user.header('user:default/mara');
const STREAM = `${BASE}/customers/default/acme/stream`;

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** When each piece came, with what it was. */
  pieces: Array<{ at: number; text: string }>;
}

const stops: Array<() => Promise<void>> = [];

afterEach(async () => {
  await Promise.all(stops.splice(0).map(stop => stop()));
});

async function start(setup: Omit<TestSetup, 'customers'>) {
  const { port, stop } = await startBehindRootRouter({
    customers: [customerEntity('acme')],
    validateResponses: false,
    ...setup,
  });
  stops.push(stop);
  const ask = (
    path: string,
    headers: Record<string, string> = {},
    authorization = sam,
  ) =>
    new Promise<Answer>((resolve, reject) => {
      get(
        {
          host: '127.0.0.1',
          port,
          path,
          headers: { authorization, ...headers },
        },
        response => {
          const pieces: Array<{ at: number; chunk: Buffer }> = [];
          response.on('data', chunk =>
            pieces.push({ at: performance.now(), chunk }),
          );
          response.on('error', reject);
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: Buffer.concat(pieces.map(({ chunk }) => chunk)),
              pieces: pieces.map(({ at, chunk }) => ({
                at,
                text: chunk.toString('utf8'),
              })),
            }),
          );
        },
      ).on('error', reject);
    });
  const post = async (path: string, body: object) =>
    (
      await fetch(`http://127.0.0.1:${port}${path}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: mockCredentials.service.header(),
        },
        body: JSON.stringify(body),
      })
    ).status;
  return Object.assign(ask, { post });
}

function sources() {
  return [
    fakeSource('billing', {
      invoices: countingReader('invoices', () => invoicesData('billing')),
      notes: countingReader('notes', () => notesData('billing')),
    }),
    fakeSource('desk', {
      tickets: countingReader('tickets', () => ticketsData('desk')),
    }),
  ];
}

describe('GET …/view, as bytes', () => {
  it('is compressed once: two readers are sent the very same', async () => {
    const ask = await start({ sources: sources(), policy: supportAgent });

    const first = await ask(viewPath('acme'), { 'accept-encoding': 'gzip' });
    const second = await ask(
      viewPath('acme'),
      { 'accept-encoding': 'gzip, br' },
      mara,
    );

    expect(first.status).toBe(200);
    expect(first.headers).toMatchObject({
      'content-encoding': 'gzip',
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(first.body.length),
      'cache-control': 'private, no-cache',
      etag: expect.stringMatching(/^W\/"[\w-]{43}"$/),
    });
    expect(first.headers.vary).toMatch(/Authorization/);
    expect(first.headers.vary).toMatch(/Accept-Encoding/);
    expect(second.body.equals(first.body)).toBe(true);
    expect(JSON.parse(gunzipSync(first.body).toString('utf8'))).toMatchObject({
      customer: { name: 'acme' },
    });
  });

  it('is plain for who cannot unpack it', async () => {
    const ask = await start({ sources: sources(), policy: supportAgent });

    const plain = await ask(viewPath('acme'));
    const packed = await ask(viewPath('acme'), { 'accept-encoding': 'gzip' });

    expect(plain.headers).not.toHaveProperty('content-encoding');
    expect(plain.headers.etag).toBe(packed.headers.etag);
    expect(plain.body.equals(gunzipSync(packed.body))).toBe(true);
  });

  it('is not sent again to who has it', async () => {
    const ask = await start({ sources: sources(), policy: supportAgent });
    const { headers } = await ask(viewPath('acme'));

    const again = await ask(viewPath('acme'), {
      'if-none-match': String(headers.etag),
    });

    expect(again.status).toBe(304);
    expect(again.body).toHaveLength(0);
    expect(again.headers.etag).toBe(headers.etag);
    expect(again.headers['cache-control']).toBe('private, no-cache');
  });

  describe('where one may see the notes and another may not', () => {
    let text: string;
    async function startWithNotes() {
      text = 'They are unhappy';
      const ask = await start({
        sources: [
          fakeSource('billing', {
            notes: countingReader('notes', () => notesData('billing', text)),
          }),
          sources()[1],
        ],
        policy: (permission, user) =>
          user === 'user:default/mara' ||
          permission !== 'customer360.label.notes.read'
            ? everything(permission)
            : DENY,
      });
      return ask;
    }

    it('has an ETag per access: one of more is never confirmed to one of less', async () => {
      const ask = await startWithNotes();
      const more = await ask(viewPath('acme'), {}, mara);
      expect(more.body.toString()).toContain(text);

      const less = await ask(viewPath('acme'), {
        'if-none-match': String(more.headers.etag),
      });

      expect(less.status).toBe(200);
      expect(less.headers.etag).not.toBe(more.headers.etag);
      expect(less.body.toString()).not.toContain(text);
      const back = await ask(
        viewPath('acme'),
        { 'if-none-match': String(less.headers.etag) },
        mara,
      );
      expect(back.status).toBe(200);
      expect(back.body.equals(more.body)).toBe(true);
    });

    it('has an ETag that nothing hidden moves', async () => {
      const ask = await startWithNotes();
      const more = await ask(viewPath('acme'), {}, mara);
      const less = await ask(viewPath('acme'));
      text = 'They are happy';
      const changed = await ask.post(
        `${BASE}/customers/default/acme/invalidate`,
        { source: 'billing' },
      );
      expect(changed).toBe(204);

      const moreAfter = await ask(viewPath('acme'), {}, mara);
      expect(moreAfter.body.toString()).toContain(text);
      expect(moreAfter.headers.etag).not.toBe(more.headers.etag);
      const lessAfter = await ask(viewPath('acme'), {
        'if-none-match': String(less.headers.etag),
      });
      expect(lessAfter.status).toBe(304);
    });
  });
});

describe('GET …/stream', () => {
  it('sends each facet when it is known, through the root router’s compression', async () => {
    let letGo = () => {};
    const late = new Promise<void>(resolve => {
      letGo = resolve;
    });
    const ask = await start({
      sources: [
        fakeSource('billing', {
          invoices: countingReader('invoices', async () => {
            await late;
            return invoicesData('billing');
          }),
        }),
        sources()[1],
      ],
      policy: supportAgent,
      customer360: { deadline: '30s' },
    });
    const answer = ask(STREAM, { 'accept-encoding': 'gzip' });
    setTimeout(letGo, 700);
    const letGoAt = performance.now() + 690;

    const { status, headers, body, pieces } = await answer;

    expect(status).toBe(200);
    expect(headers['content-type']).toMatch(/^application\/x-ndjson/);
    expect(headers['cache-control']).toBe('no-store, no-transform');
    expect(headers).not.toHaveProperty('content-encoding');
    const frames = framesOf(body);
    const types = frames.map(({ type }) => type);
    expect(types[0]).toBe('shell');
    expect(types.slice(-2)).toEqual(['composed', 'end']);
    expect(new Set(types.slice(1, -2))).toEqual(new Set(['facet']));
    const when = (text: string) =>
      pieces.find(piece => piece.text.includes(text))!.at;
    expect(when('"facet":"tickets"')).toBeLessThan(letGoAt);
    expect(when('"facet":"invoices"')).toBeGreaterThanOrEqual(letGoAt);
    expect(when('"type":"composed"')).toBeGreaterThanOrEqual(letGoAt);
  });

  it('comes to the same as the view', async () => {
    const clock = { now: Date.parse('2026-09-10T12:00:00Z') };
    const ask = await start({
      sources: sources(),
      policy: supportAgent,
      now: () => clock.now,
    });
    const view = JSON.parse((await ask(viewPath('acme'))).body.toString());

    const frames = framesOf((await ask(STREAM)).body);

    const { customer, access, sections, ...rest } = view;
    expect(frames[0]).toMatchObject({ type: 'shell', customer, access });
    const facets = frames.flatMap(frame =>
      frame.type === 'facet' ? [frame] : [],
    );
    for (const { section, facet, view: facetView } of facets) {
      expect(facetView).toEqual(sections[section].facets[facet]);
    }
    expect(facets.map(({ facet }) => facet).sort()).toEqual(
      Object.values(sections as Record<string, { facets: object }>)
        .flatMap(({ facets: of }) => Object.keys(of))
        .sort(),
    );
    expect(frames.find(({ type }) => type === 'composed')).toEqual({
      type: 'composed',
      ...rest,
    });
  });

  it('shows what is there first, and once more when it has been read again', async () => {
    const clock = { now: Date.parse('2026-09-10T12:00:00Z') };
    let subject = 'before';
    const ask = await start({
      sources: [
        fakeSource('desk', {
          tickets: countingReader('tickets', () =>
            ticketsData('desk', subject),
          ),
        }),
      ],
      policy: supportAgent,
      now: () => clock.now,
    });
    await ask(viewPath('acme'));
    subject = 'after';
    clock.now += 10 * 60_000;

    const frames = framesOf((await ask(STREAM)).body);

    const tickets = frames.flatMap(frame =>
      frame.type === 'facet' && frame.facet === 'tickets' ? [frame.view] : [],
    );
    expect(tickets).toMatchObject([
      {
        state: 'stale',
        sources: [{ renewing: true }],
        data: { tickets: [{ subject: 'before' }] },
      },
      { state: 'ok', data: { tickets: [{ subject: 'after' }] } },
    ]);
  });

  it.each([
    ['nobody', 'Bearer nonsense', 401],
    ['a service', mockCredentials.service.header(), 403],
  ])('is refused to %s before the first frame', async (_who, as, status) => {
    const ask = await start({ sources: sources(), policy: supportAgent });
    const answer = await ask(STREAM, {}, as);
    expect(answer.status).toBe(status);
    expect(answer.body.toString()).not.toContain('shell');
  });
});

describe('more requests at once than can be served', () => {
  it('are told to come back, and those inside are served', async () => {
    let letGo = () => {};
    const held = new Promise<void>(resolve => {
      letGo = resolve;
    });
    const ask = await start({
      sources: [
        fakeSource('desk', {
          tickets: countingReader('tickets', async () => {
            await held;
            return ticketsData('desk');
          }),
        }),
      ],
      policy: supportAgent,
      customer360: { deadline: '30s', maxConcurrentRequests: 2 },
    });
    const inside = [ask(viewPath('acme')), ask(viewPath('acme'))];
    let outside = await ask(viewPath('other'));
    while (outside.status === 404) {
      outside = await ask(viewPath('other'));
    }
    expect(outside.status).toBe(503);
    expect(outside.headers['retry-after']).toBe('1');
    expect(outside.body.toString()).toContain('try again in a moment');

    letGo();
    for (const answer of await Promise.all(inside)) {
      expect(answer.status).toBe(200);
    }
    expect((await ask(viewPath('acme'))).status).toBe(200);
  });
});

describe('GET /health', () => {
  it('needs no sign-in and names nothing', async () => {
    const ask = await start({ sources: sources(), policy: supportAgent });
    const { status, body } = await ask(`${BASE}/health`, {}, '');
    expect(status).toBe(200);
    expect(JSON.parse(body.toString())).toEqual({
      status: 'ok',
      database: 'ok',
      sharedCache: 'none',
      sources: { total: 2, failing: 0 },
    });
  });
});

function framesOf(body: Buffer): ViewFrame[] {
  return body
    .toString('utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
}
