import { mockCredentials } from '@backstage/backend-test-utils';
import { customerEntity } from '../__testUtils__/customers';
import {
  invoicesData,
  notesData,
  ticketsData,
} from '../__testUtils__/facetData';
import { DENY, everything } from '../__testUtils__/fakePolicy';
import { countingReader, fakeSource } from '../__testUtils__/fakeSource';
import { httpRequest } from '../__testUtils__/httpRequest';
import { startBehindRootRouter } from '../__testUtils__/startBehindRootRouter';
import {
  BASE,
  viewPath,
  type TestSetup,
} from '../__testUtils__/startCustomer360';

jest.setTimeout(60_000);

const SECRET = 'They think of leaving';
const mara = mockCredentials.user.header('user:default/mara');
const sam = mockCredentials.user.header('user:default/sam');
const CUSTOMER = `${BASE}/customers/default/acme`;
const NOTES = `${CUSTOMER}/facets/notes`;

const stops: Array<() => Promise<void>> = [];

afterEach(async () => {
  await Promise.all(stops.splice(0).map(stop => stop()));
});

async function start(setup: TestSetup) {
  const { port, stop } = await startBehindRootRouter({
    customers: [customerEntity('acme')],
    validateResponses: false,
    ...setup,
    customer360: {
      limits: { reads: { perMinute: 100_000 } },
      ...setup.customer360,
    },
  });
  stops.push(stop);
  return async (
    path: string,
    authorization: string,
    etag?: string,
    init: { method?: string; body?: string } = {},
  ) => {
    const { status, headers, text } = await httpRequest(port, path, {
      ...init,
      headers: {
        authorization,
        'content-type': 'application/json',
        ...(etag && { 'if-none-match': etag }),
      },
    });
    return { status, headers, text, etag: headers.etag };
  };
}

/** Mara holds the label of the notes, Sam does not. */
function notesForMara(permission: string, user: string) {
  return user !== 'user:default/mara' &&
    permission === 'customer360.label.notes.read'
    ? DENY
    : everything(permission);
}

function withNotes(read = async () => notesData('desk', SECRET)) {
  return fakeSource('desk', { notes: countingReader('notes', read) });
}

describe('fault 27: a cache between people of different rights', () => {
  it.each([
    ['less first', [sam, mara]],
    ['more first', [mara, sam]],
  ])('gives each their own, %s', async (_order, people) => {
    const ask = await start({ sources: [withNotes()], policy: notesForMara });
    for (const path of [viewPath('acme'), NOTES]) {
      const tags = new Map<string, string | undefined>();
      for (const person of [...people, ...people]) {
        const { status, text, etag } = await ask(path, person);
        expect(status).toBe(200);
        expect(text.includes(SECRET)).toBe(person === mara);
        tags.set(person, etag);
      }
      expect(tags.get(mara)).not.toBe(tags.get(sam));
      for (const [person, other] of [
        [mara, sam],
        [sam, mara],
      ]) {
        const own = await ask(path, person, tags.get(person));
        expect(own.status).toBe(304);
        const given = await ask(path, person, tags.get(other));
        expect(given.status).toBe(200);
        expect(given.text.includes(SECRET)).toBe(person === mara);
        const both = `${tags.get(other)}, W/"x"`;
        expect((await ask(path, person, both)).status).toBe(200);
      }
    }
  });

  it('leaves nothing with a proxy that several people share', async () => {
    const ask = await start({
      sources: [withNotes()],
      policy: (permission, user) =>
        permission === 'catalog.entity.read' && user === 'user:default/erin'
          ? DENY
          : everything(permission),
    });
    const caching = async (
      path: string,
      init?: { method: string; body: string },
    ) => {
      const { headers, status } = await ask(path, mara, undefined, init);
      expect(status).toBeLessThan(300);
      return [headers['cache-control'], headers.vary ?? ''];
    };
    for (const path of [viewPath('acme'), NOTES]) {
      const [control, vary] = await caching(path);
      expect(control).toBe('private, no-cache');
      expect(vary).toMatch(/\bAuthorization\b/);
    }
    for (const [path, init] of [
      [`${CUSTOMER}/stream`],
      [`${CUSTOMER}/access`],
      [`${CUSTOMER}/refresh`, { method: 'POST', body: '{}' }],
      [`${BASE}/by/desk/org_acme`],
      [
        `${BASE}/lookup`,
        { method: 'POST', body: '{"kind":"account","value":"org_acme"}' },
      ],
      [`${BASE}/grants`],
      [`${BASE}/ledger`],
    ] as const) {
      expect((await caching(path, init))[0]).toMatch(/^no-store\b/);
    }
    const erin = mockCredentials.user.header('user:default/erin');
    for (const path of [viewPath('acme'), NOTES, viewPath('none')]) {
      const refused = await ask(path, erin);
      expect(refused.status).toBe(404);
      expect(refused.headers['cache-control']).toBe('no-store');
    }
  });
});

describe('fault 28: reads that are waited for together', () => {
  const AT_ONCE = 300;

  it('give each of very many what they may see', async () => {
    let letGo = () => {};
    const held = new Promise<void>(resolve => {
      letGo = resolve;
    });
    const source = withNotes(async () => {
      await held;
      return notesData('desk', SECRET);
    });
    const ask = await start({
      sources: [source],
      policy: notesForMara,
      customer360: {
        deadline: '30s',
        maxConcurrentRequests: 10_000,
      },
    });
    const answers = Array.from({ length: AT_ONCE }, (_, at) =>
      [mara, sam].map(async person => ({
        person,
        ...(await ask(at % 3 ? viewPath('acme') : NOTES, person)),
      })),
    ).flat();
    await ask(viewPath('none'), sam);
    letGo();
    for (const { person, status, text } of await Promise.all(answers)) {
      expect(status).toBe(200);
      expect(text.includes(SECRET)).toBe(person === mara);
    }
  });

  it('are never joined under two credentials, though the ids be the same', async () => {
    const reads: string[] = [];
    const of = (id: string, credentialScope: string) =>
      fakeSource(
        id,
        {
          invoices: {
            read: async account => {
              reads.push(`${credentialScope} ${account.id}`);
              return { data: invoicesData(id, `of-${credentialScope}`) };
            },
          },
        },
        { credentialScope },
      );
    const ask = await start({
      customers: [
        customerEntity('acme', {
          annotations: {
            'customer-360/eu': 'cus_1',
            'customer-360/us': 'cus_1',
          },
        }),
      ],
      sources: [of('eu', 'key-of-eu'), of('us', 'key-of-us')],
      policy: everything,
    });
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => ask(viewPath('acme'), mara)),
    );
    for (const { text } of answers) {
      const { data } = JSON.parse(text).sections.billing.facets.invoices;
      expect(
        data.invoices.map(({ source, number }: Record<string, string>) => [
          source,
          number,
        ]),
      ).toEqual([
        ['eu', 'of-key-of-eu'],
        ['us', 'of-key-of-us'],
      ]);
    }
    expect(reads.sort()).toEqual(['key-of-eu cus_1', 'key-of-us cus_1']);
  });
});

describe('fault 29: a right that is taken away between two looks', () => {
  const tickets = `${CUSTOMER}/facets/tickets`;

  it.each([
    ['the page', 'to see the customer', viewPath('acme'), 404],
    ['the page', 'to use Customer 360', viewPath('acme'), 403],
    ['a list', 'to see the customer', tickets, 404],
  ])('%s is gone without the right %s', async (_what, right, path, status) => {
    const name =
      right === 'to see the customer'
        ? 'catalog.entity.read'
        : 'customer360.access';
    let revoked = false;
    const ask = await start({
      sources: [
        fakeSource('desk', {
          tickets: countingReader('tickets', () => ticketsData('desk')),
        }),
      ],
      policy: permission =>
        revoked && permission === name ? DENY : everything(permission),
    });
    const first = await ask(path, sam);
    expect(first.text).toContain('Login fails');
    expect((await ask(path, sam, first.etag)).status).toBe(304);

    revoked = true;
    const latest = Date.now() + 5_000;
    let last = await ask(path, sam, first.etag);
    while (last.status === 304 && Date.now() < latest) {
      last = await ask(path, sam, first.etag);
    }
    expect(last.status).toBe(status);
    expect(last.etag).not.toBe(first.etag);
    expect(last.text).not.toContain('Login fails');
  });
});
