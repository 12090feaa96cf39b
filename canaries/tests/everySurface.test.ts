import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { comparableHeaders } from '../lib/comparableHeaders.ts';
import type { Customer } from '../lib/customers.ts';
import { inTurns } from '../lib/inTurns.ts';
import { shapeOf } from '../lib/rights.ts';
import { LABELS, SECTIONS, SEER, UNFILLED_SECTIONS } from '../lib/roles.ts';
import { Scene, SEED } from '../lib/Scene.ts';
import {
  API,
  customerPath,
  FACETS,
  GENERAL,
  surfacesOf,
  UNFILLED,
} from '../lib/surfaces.ts';
import type { Visitor } from '../lib/Visitor.ts';

const LEAST_CASES = 10_000;
const AT_ONCE = 6;
/** Of a record list, as long as a list may be asked for. */
const PAGE = 200;
const MOST_PAGES = 10;
/** More users than a page shows; those that are alike are enough, too. */
const LONG: ReadonlySet<number> = new Set([3, 4, 8, 11]);

interface Page {
  readonly customer: Customer;
  readonly visitor: Visitor;
  readonly shape: string;
  readonly etag: string;
  readonly text: string;
}

describe(`nothing hidden is told to anybody (seed ${SEED})`, () => {
  let scene: Scene;
  let walked: readonly Customer[];
  const pages: Page[] = [];
  /** One of the seer's cursors into each list that has several pages. */
  const cursors = new Map<Customer, Map<string, string>>();

  before(async () => {
    scene = await Scene.start({ customers: 10, drawnRoles: 10 });
    walked = scene.ground.customers.filter((_, at) => !LONG.has(at));
  });

  after(async () => {
    await scene?.end();
  });

  async function lookAtAll(visitor: Visitor, customer: Customer) {
    const { watch } = scene;
    const rights = scene.rights(visitor, customer);
    await inTurns(surfacesOf(customer), AT_ONCE, async surface => {
      const answer = await surface.ask(visitor);
      watch.hear(`${answer.text} ${JSON.stringify(answer.headers)}`, {
        person: visitor.name,
        surface: surface.name,
        customer: customer.name,
        rights: surface.ofPage ? rights : undefined,
        shows: surface.shows,
      });
      if (answer.status >= 500) {
        watch.complain(`${surface.name} gives a ${answer.status}`);
      }
      if (answer.status < 300 && !rights.customer && !surface.isSearch) {
        watch.complain(`${surface.name} is open to ${visitor.name}`);
      }
      for (const relative of hiddenRelatives(visitor, customer)) {
        if (
          answer.text.includes(JSON.stringify(relative.title)) ||
          answer.text.includes(relative.domain) ||
          // The entity itself says by its opaque ref under whom it hangs.
          (!surface.isCatalog && answer.text.includes(relative.name))
        ) {
          watch.complain(`${surface.name} names a relative to ${visitor.name}`);
        }
      }
      if (surface.name === 'the page' && answer.etag !== undefined) {
        const { etag, text } = answer;
        pages.push({ customer, visitor, shape: shapeOf(rights), etag, text });
      }
    });
    watch.keepHidden(scene.aviary.of(customer.name), rights);
  }

  function hiddenRelatives(visitor: Visitor, { relatives }: Customer) {
    return scene.ground.customers.filter(
      other =>
        relatives.includes(other.name) &&
        !scene.rights(visitor, other).customer,
    );
  }

  it('wherever a customer is asked for, and whoever asked before', async () => {
    for (const [at, customer] of walked.entries()) {
      const visitors = scene.fromLeastToMost(customer);
      for (const visitor of at % 2 === 0 ? visitors : visitors.reverse()) {
        await lookAtAll(visitor, customer);
      }
    }
    scene.assertNoLeak();
  });

  it('in lists, page after page, with a cursor of one’s own or of another', async () => {
    for (const customer of walked) {
      const found = new Map<string, string>();
      cursors.set(customer, found);
      for (const facet of ['tickets', 'invoices', 'activity', 'contacts']) {
        for (const visitor of [
          scene.ground.visitor(SEER),
          ...scene.fromLeastToMost(customer),
        ]) {
          const cursor = await readList(
            visitor,
            customer,
            facet,
            found.get(facet),
          );
          if (cursor !== undefined && visitor.name === SEER) {
            found.set(facet, cursor);
          }
        }
      }
    }
    scene.assertNoLeak();
  });

  /** @returns the first cursor of the list */
  async function readList(
    visitor: Visitor,
    customer: Customer,
    facet: string,
    stolen?: string,
  ): Promise<string | undefined> {
    const first = `${customerPath(customer)}/facets/${facet}?limit=${
      visitor.name === SEER ? PAGE : 5
    }`;
    let cursor = stolen;
    let firstCursor: string | undefined;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const { text } = await visitor.get(
        cursor === undefined
          ? first
          : `${first}&cursor=${encodeURIComponent(cursor)}`,
      );
      scene.watch.hear(text, {
        person: visitor.name,
        surface: `a further page of ${facet}`,
        customer: customer.name,
        rights: scene.rights(visitor, customer),
      });
      cursor = (JSON.parse(text) as { nextCursor?: string }).nextCursor;
      firstCursor ??= cursor;
      if (cursor === undefined || visitor.name !== SEER) {
        break;
      }
    }
    return firstCursor;
  }

  it('in what is of no customer alone', async () => {
    for (const visitor of scene.ground.visitors) {
      for (const surface of GENERAL) {
        const { text } = await surface.ask(visitor);
        scene.watch.hear(text, {
          person: visitor.name,
          surface: surface.name,
          tells: kind => surface.tells?.(kind, visitor.persona) === true,
        });
      }
    }
    scene.assertNoLeak();
  });

  it('the catalog and search know the customers that one may see and no others', async () => {
    for (const visitor of scene.ground.visitors) {
      const readable = scene.ground.customers
        .filter(customer => scene.rights(visitor, customer).customer)
        .map(({ name }) => name)
        .sort();
      const list = await visitor.get(
        '/api/catalog/entities/by-query?filter=kind=customer&limit=500&orderField=metadata.title,desc',
      );
      const { items, totalItems } = JSON.parse(list.text) as {
        items: Array<{ metadata: { name: string } }>;
        totalItems: number;
      };
      assert.deepEqual(
        items.map(({ metadata }) => metadata.name).sort(),
        readable,
      );
      assert.equal(totalItems, readable.length);
      const names = await visitor.get(
        '/api/catalog/entity-facets?facet=metadata.name&filter=kind=customer',
      );
      const { facets } = JSON.parse(names.text) as {
        facets: Record<string, Array<{ value: string; count: number }>>;
      };
      assert.deepEqual(
        facets['metadata.name'].map(({ value }) => value).sort(),
        readable,
      );
      const found = new Set<string>();
      for (const { name, title } of scene.ground.customers) {
        for (const term of [name, title]) {
          const { text } = await visitor.get(
            `/api/search/query?term=${encodeURIComponent(
              term,
            )}&types%5B0%5D=customer`,
          );
          const { results } = JSON.parse(text) as {
            results: Array<{ document: { name: string } }>;
          };
          for (const { document } of results) {
            found.add(document.name);
          }
        }
      }
      assert.deepEqual([...found].sort(), readable, visitor.name);
    }
  });

  it('search has no word and no amount of a canary to find', async () => {
    const seer = scene.ground.visitor(SEER);
    for (const { name } of walked) {
      const marks = await scene.ground.marks.of(name);
      const byKind = new Map(marks.map(mark => [mark.kind, mark]));
      for (const { kind, value } of byKind.values()) {
        // A search takes other ids apart and finds what has a part of them.
        if (!/^(mark[a-z]+|\d{11})$/.test(String(value))) {
          continue;
        }
        const { text } = await seer.get(
          `/api/search/query?term=${encodeURIComponent(
            String(value),
          )}&types%5B0%5D=customer`,
        );
        const { results } = JSON.parse(text) as { results: unknown[] };
        assert.deepEqual(results, [], `${kind} is in the index`);
      }
    }
  });

  it('pages have the same ETag for those alone who may see the same', async () => {
    let shared = 0;
    for (const customer of walked) {
      const byEtag = new Map<string, Page>();
      for (const page of pages.filter(it => it.customer === customer)) {
        const known = byEtag.get(page.etag);
        if (known) {
          shared += 1;
          assert.equal(
            page.shape,
            known.shape,
            `${page.visitor.name} and ${known.visitor.name}`,
          );
          assert.equal(page.text, known.text);
        }
        byEtag.set(page.etag, page);
      }
    }
    assert.ok(shared > 0, 'nobody shares a page');
  });

  it('somebody else’s ETag says nothing', async () => {
    for (const customer of walked) {
      const ofSeer = pages.findLast(
        page => page.customer === customer && page.visitor.name === SEER,
      );
      assert.ok(ofSeer);
      for (const visitor of scene.ground.visitors) {
        const rights = scene.rights(visitor, customer);
        if (shapeOf(rights) === ofSeer.shape) {
          continue;
        }
        const answer = await visitor.get(`${customerPath(customer)}/view`, {
          'if-none-match': ofSeer.etag,
        });
        scene.watch.hear(answer.text, {
          person: visitor.name,
          surface: 'a conditional request',
          customer: customer.name,
          rights,
        });
        assert.notEqual(answer.status, 304, visitor.name);
      }
    }
    scene.assertNoLeak();
  });

  it('hidden and absent are the same 404, to the letter', async () => {
    for (const visitor of scene.ground.visitors) {
      for (const customer of walked.slice(0, 3)) {
        if (scene.rights(visitor, customer).customer) {
          continue;
        }
        const absent = { ...customer, name: 'cus-000000' };
        const [hidden, none] = [surfacesOf(customer), surfacesOf(absent)];
        for (const [at, surface] of hidden.entries()) {
          if (!surface.ofPage) {
            continue;
          }
          const answer = await surface.ask(visitor);
          const other = await none[at].ask(visitor);
          assert.equal(answer.status, other.status, surface.name);
          assert.equal(
            withoutStack(answer.text).replaceAll(customer.name, absent.name),
            withoutStack(other.text),
            surface.name,
          );
          assert.deepEqual(
            comparableHeaders(answer),
            comparableHeaders(other),
            `the headers of ${surface.name}`,
          );
        }
      }
    }
  });

  it('a lookup finds for those alone who may see what was looked up', async () => {
    const seer = scene.ground.visitor(SEER);
    let [found, hidden] = [0, 0];
    for (const customer of walked.slice(0, 3)) {
      const marks = await scene.ground.marks.of(customer.name);
      const value = (kind: string) =>
        marks.find(
          mark => mark.kind === kind && !mark.traits.includes('private'),
        )?.value;
      const sought = [
        ['email', await emailOf(seer, customer, 'contacts'), 'profile'],
        ['email', await emailOf(seer, customer, 'activity'), 'usage'],
        ['invoice', value('invoice.number'), 'billing'],
        [
          'ticket',
          'customer-360/zendesk' in customer.annotations
            ? value('ticket.id')
            : undefined,
          'support',
        ],
        ['user', value('user.id'), 'usage'],
      ] as const;
      for (const visitor of scene.ground.visitors) {
        const rights = scene.rights(visitor, customer);
        for (const [kind, what, section] of sought) {
          if (what === undefined) {
            continue;
          }
          const { text } = await visitor.post(`${API}/lookup`, {
            kind,
            value: String(what),
          });
          scene.watch.hear(text, { person: visitor.name, surface: 'a lookup' });
          const finds = text.includes(customer.name);
          if (finds !== rights.full(section)) {
            scene.watch.complain(
              `${visitor.name} ${
                finds ? 'finds' : 'does not find'
              } by ${kind} of ${section}`,
            );
          }
          found += Number(finds);
          hidden += Number(!finds);
        }
      }
    }
    scene.assertNoLeak();
    assert.ok(
      Math.min(found, hidden) > 100,
      `${found} found, ${hidden} hidden`,
    );
  });

  it('the list of customers has those alone whom somebody may see, with nothing hidden', async () => {
    const sorts = ['risk', 'mrr', 'renews', 'health', 'severity1', 'oldest'];
    let [listed, unlisted] = [0, 0];
    for (const visitor of scene.ground.visitors) {
      for (const sort of sorts) {
        const names = new Set<string>();
        for (let cursor: string | undefined; ; ) {
          const { text } = await visitor.post(`${API}/customers/query`, {
            sort,
            limit: 200,
            ...(cursor && { cursor }),
          });
          const page = JSON.parse(text) as {
            rows?: Array<{ name: string }>;
            nextCursor?: string;
          };
          for (const row of page.rows ?? []) {
            const customer = walked.find(({ name }) => name === row.name);
            if (customer) {
              scene.watch.hear(JSON.stringify(row), {
                person: visitor.name,
                customer: customer.name,
                rights: scene.rights(visitor, customer),
                surface: `the list by ${sort}`,
              });
            }
            names.add(row.name);
          }
          cursor = page.nextCursor;
          if (cursor === undefined) {
            break;
          }
        }
        for (const customer of walked) {
          const isListed = names.has(customer.name);
          const { status } = await visitor.get(
            `${customerPath(customer)}/view`,
          );
          if (isListed !== (status === 200)) {
            scene.watch.complain(
              `${visitor.name} ${isListed ? 'is' : 'is not'} shown ${
                customer.name
              } in the list`,
            );
          }
          listed += Number(isListed);
          unlisted += Number(!isListed);
        }
      }
    }
    scene.assertNoLeak();
    assert.ok(
      Math.min(listed, unlisted) > 20,
      `${listed} listed, ${unlisted} not`,
    );
  });

  it('the list as a file has no more, and nobody without the right to it has one', async () => {
    let [given, refused] = [0, 0];
    for (const visitor of scene.ground.visitors) {
      const { status, text } = await visitor.post(`${API}/customers/export`, {
        sort: 'name',
      });
      if (status !== 200) {
        assert.equal(status, 403, visitor.name);
        scene.watch.hear(text, { person: visitor.name, surface: 'no file' });
        refused += 1;
        continue;
      }
      given += 1;
      const lines = text.split('\r\n').slice(1);
      for (const customer of walked) {
        const line = lines.find(each =>
          each.startsWith(`customer:default/${customer.name},`),
        );
        assert.ok(line, `${visitor.name} has no line of ${customer.name}`);
        scene.watch.hear(line, {
          person: visitor.name,
          customer: customer.name,
          rights: scene.rights(visitor, customer),
          surface: 'the list as a file',
        });
      }
    }
    scene.assertNoLeak();
    assert.ok(given > 0 && refused > 3, `${given} given, ${refused} refused`);
  });

  it('saved views have nothing of a customer, and are their owner’s', async () => {
    const view = { title: 'Mine alone', shared: false, query: {} };
    const keepers: Visitor[] = [];
    for (const visitor of scene.ground.visitors) {
      const path = `${API}/saved-views`;
      const added = await visitor.post(path, view);
      if (added.status === 403) {
        // Who may not use it at all has none.
        const { status } = await visitor.get(path);
        assert.equal(status, 403, visitor.name);
        continue;
      }
      assert.equal(added.status, 201, visitor.name);
      keepers.push(visitor);
      const { id } = JSON.parse(added.text) as { id: string };
      await visitor.write('PUT', `${path}/${id}`, view);
      const { text } = await visitor.get(path);
      scene.watch.hear(text, { person: visitor.name, surface: 'saved views' });
      const { views } = JSON.parse(text) as { views: Array<{ id: string }> };
      assert.deepEqual(
        views.map(each => each.id),
        [id],
        visitor.name,
      );
    }
    assert.ok(keepers.length > 3, `${keepers.length} keep views`);
    const [first, ...others] = keepers;
    const listed = await first.get(`${API}/saved-views`);
    const [{ id }] = (
      JSON.parse(listed.text) as { views: Array<{ id: string }> }
    ).views;
    for (const visitor of others) {
      const { status } = await visitor.delete(`${API}/saved-views/${id}`);
      assert.equal(status, 404, visitor.name);
    }
    const { status } = await first.delete(`${API}/saved-views/${id}`);
    assert.equal(status, 204);
    scene.assertNoLeak();
  });

  /** The first address in a facet that is in no other. */
  async function emailOf(
    seer: Visitor,
    customer: Customer,
    facet: string,
  ): Promise<string | undefined> {
    const { text } = await seer.get(
      `${customerPath(customer)}/facets/${facet}?limit=3`,
    );
    return /"email": ?"([^"]+)"/.exec(text)?.[1];
  }

  it('every canary was shown to somebody and kept from somebody', () => {
    const silent = new Map<string, number>();
    const count = (word: string) =>
      silent.set(word, (silent.get(word) ?? 0) + 1);
    for (const customer of walked) {
      for (const canary of scene.aviary.of(customer.name)) {
        const isDue = canary.hasPlace && canary.requirement !== undefined;
        if (isDue && !scene.watch.shown.has(canary)) {
          count(`${canary.kind} was not shown`);
        }
        if (!scene.watch.hidden.has(canary)) {
          count(`${canary.kind} was not kept from anybody`);
        }
      }
    }
    assert.deepEqual(Object.fromEntries(silent), {});
  });

  it('each label keeps a canary back that is shown with it', () => {
    const idle = LABELS.filter(label => {
      const without = scene.ground.visitor(`without-${label}`);
      return !walked.some(customer => {
        const rights = scene.rights(without, customer);
        return scene.aviary
          .of(customer.name)
          .some(
            canary =>
              scene.watch.shown.has(canary) &&
              canary.requirement?.(rights) === false,
          );
      });
    });
    assert.deepEqual(idle, []);
  });

  it('no facet, section and label of the page was left out', async () => {
    const { text } = await scene.ground
      .visitor(SEER)
      .get(`${customerPath(walked[0])}/view`);
    const { access, sections } = JSON.parse(text) as {
      access: { facets: Record<string, string>; labels: string[] };
      sections: Record<string, object>;
    };
    assert.deepEqual(
      Object.keys(access.facets).sort(),
      FACETS.filter(facet => !UNFILLED.has(facet)).sort(),
    );
    assert.deepEqual(
      Object.keys(sections).sort(),
      SECTIONS.filter(section => !UNFILLED_SECTIONS.has(section)).sort(),
    );
    assert.deepEqual([...access.labels].sort(), [...LABELS].sort());
    // Those that no source fills, too.
    const contract = await scene.ground
      .visitor(SEER)
      .get('/api/customer-360/openapi.json');
    const { components } = JSON.parse(contract.text) as {
      components: {
        schemas: {
          GrantRequest: { properties: { sections: { items: object } } };
        };
      };
    };
    assert.deepEqual(
      components.schemas.GrantRequest.properties.sections.items,
      { type: 'string', enum: [...SECTIONS] },
    );
  });

  it('no route of the API was left out', async () => {
    const seer = scene.ground.visitor(SEER);
    const { text } = await seer.get('/api/customer-360/openapi.json');
    const { paths } = JSON.parse(text) as {
      paths: Record<string, Record<string, unknown>>;
    };
    const asked = [...seer.asked];
    const routes = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations)
        .filter(key => ['get', 'post', 'put', 'patch', 'delete'].includes(key))
        .map(method => `${method.toUpperCase()} ${path}`),
    );
    assert.ok(routes.length > 20, `${routes.length} routes`);
    const leftOut = routes.filter(route => {
      const [method, path] = route.split(' ');
      const pattern = new RegExp(
        `^${method} /api/customer-360${path.replace(/\{\w+\}/g, '[^/]+')}$`,
      );
      return !asked.some(it => pattern.test(it));
    });
    assert.deepEqual(leftOut, []);
  });

  it('the log has none of it', () => {
    scene.assertCleanLog();
  });

  it(`over at least ${LEAST_CASES} cases`, context => {
    context.diagnostic(`${scene.watch.cases} cases`);
    assert.ok(scene.watch.cases >= LEAST_CASES, `${scene.watch.cases} cases`);
  });
});

/** Only a portal under development tells it, and no two are the same. */
function withoutStack(text: string): string {
  return text.replace(/^ *"stack": .*$/m, '');
}
