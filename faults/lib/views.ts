import assert from 'node:assert/strict';
import { waitUntil, type Portal } from 'rig';

/** The portal's answers as these tests read them. */
export interface ShownView {
  readonly customer: { readonly ref: string; readonly title: string };
  readonly sections: Readonly<
    Record<string, { readonly facets: Readonly<Record<string, ShownFacet>> }>
  >;
}

export interface ShownFacet {
  readonly level: string;
  readonly state: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly sources: readonly ShownSource[];
}

export interface ShownSource {
  readonly id: string;
  readonly state: string;
  readonly reason?: string;
  readonly renewing?: boolean;
  readonly fetchedAt?: string;
  readonly freshUntil?: string;
  readonly truncated?: boolean;
  readonly missing?: readonly string[];
  /** Accounts that may be the customer's. */
  readonly candidates?: readonly string[];
}

/** What is told of a source to who looks after it. */
export interface ShownStatus {
  readonly state: string;
  readonly breaker: string;
  readonly heldUntil?: string;
  readonly webhook?: {
    readonly waiting: number;
    readonly dead: number;
    readonly lagMs?: number;
    readonly refused: Readonly<Record<string, number>>;
  };
  readonly sync: ReadonlyArray<{
    readonly state: string;
    readonly lagSeconds?: number;
    readonly missed?: { readonly count: number };
  }>;
}

/** What one source gives, with the facet that it fills. */
export interface ShownPart extends ShownSource {
  readonly facet: string;
  readonly data?: Readonly<Record<string, unknown>>;
  /** Of the vendor's record; undefined where there is none. */
  readonly version?: number;
}

export interface Look {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly ms: number;
  /** Of a source, which fills one facet. */
  part(source: string): ShownPart;
  /** `s0 ok`, `s1 unavailable timeout` …, by source. */
  states(): Record<string, string>;
  readonly view: ShownView;
}

/** Somebody who looks at customers of a portal. */
export class Visitor {
  readonly portal: Portal;
  readonly authorization: string;

  private constructor(portal: Portal, authorization: string) {
    this.portal = portal;
    this.authorization = authorization;
  }

  static async at(portal: Portal, person = 'p0'): Promise<Visitor> {
    return new Visitor(portal, await portal.signIn(person));
  }

  get headers() {
    return { authorization: this.authorization };
  }

  async get(path: string, init: RequestInit = {}): Promise<Look> {
    const startedAt = performance.now();
    const answer = await fetch(this.portal.api + path, {
      ...init,
      headers: { ...this.headers, ...init.headers },
    });
    const text = await answer.text();
    const ms = performance.now() - startedAt;
    const view = () => JSON.parse(text) as ShownView;
    return {
      status: answer.status,
      headers: answer.headers,
      text,
      ms,
      part: source => partOf(view(), source),
      states: () => statesOf(view()),
      get view() {
        return view();
      },
    };
  }

  /** As a browser asks that has the page already: whether it has changed. */
  revalidate(path: string, etag: string): Promise<Look> {
    return this.get(path, {
      headers: {
        'if-none-match': etag,
        // Without one fetch says `no-cache`, which asks for the whole.
        'cache-control': 'max-age=0',
      },
    });
  }

  /** A whole page. */
  async look(customer: number | string): Promise<Look> {
    const look = await this.get(`${pathOf(customer)}/view`);
    assert.equal(look.status, 200, look.text);
    return look;
  }

  async refresh(customer: number | string): Promise<Look> {
    return this.get(`${pathOf(customer)}/refresh`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
  }

  /** Looks again and again until the part of a source is as it should be. */
  async until(
    customer: number | string,
    source: string,
    holds: (part: ShownPart) => boolean,
    timeoutMs = 60_000,
  ): Promise<ShownPart> {
    let part: ShownPart | undefined;
    await waitUntil(
      async () => {
        part = (await this.look(customer)).part(source);
        return holds(part);
      },
      { timeoutMs, everyMs: 100 },
    ).catch(() => {
      const last = JSON.stringify({ ...part, data: undefined });
      assert.fail(`${customer} at ${source} stays ${last}`);
    });
    return part!;
  }

  async sources(): Promise<Record<string, ShownStatus>> {
    const { text } = await this.get('/sources');
    const { sources } = JSON.parse(text) as { sources: Array<{ id: string }> };
    return Object.fromEntries(
      sources.map(source => [source.id, source]),
    ) as never;
  }

  async health(): Promise<{
    status: string;
    database: string;
    sharedCache: string;
  }> {
    return JSON.parse((await this.get('/health')).text);
  }
}

export function pathOf(customer: number | string): string {
  const name = typeof customer === 'number' ? `c${customer}` : customer;
  return `/customers/default/${name}`;
}

/** Of a request that does not go through a `Visitor`. */
export function viewPath(customer: number | string): string {
  return `/api/customer-360/v1${pathOf(customer)}/view`;
}

/** Acknowledges a change of a customer at this portal. */
export async function invalidate(
  portal: Portal,
  customer: number | string,
  change: object = {},
): Promise<void> {
  const { status } = await fetch(
    `${portal.api}${pathOf(customer)}/invalidate`,
    {
      method: 'POST',
      headers: {
        authorization: portal.service(),
        'content-type': 'application/json',
      },
      body: JSON.stringify(change),
    },
  );
  assert.equal(status, 204, 'the change was not taken');
}

export function partsOf(view: ShownView): ShownPart[] {
  return Object.values(view.sections).flatMap(({ facets }) =>
    Object.entries(facets).flatMap(([facet, { data, sources }]) =>
      sources.map(source => ({
        ...source,
        facet,
        data,
        version: versionOf(data),
      })),
    ),
  );
}

function partOf(view: ShownView, source: string): ShownPart {
  const part = partsOf(view).find(({ id }) => id === source);
  assert.ok(part, `the view has nothing of ${source}`);
  return part;
}

function statesOf(view: ShownView): Record<string, string> {
  return Object.fromEntries(
    partsOf(view).map(({ id, reason, state }) => [
      id,
      reason ? `${state} ${reason}` : state,
    ]),
  );
}

/** It stands in every record's id. */
function versionOf(data: object | undefined): number | undefined {
  const found = /-v(\d+)"/.exec(JSON.stringify(data ?? null));
  return found ? Number(found[1]) : undefined;
}
