import { callInside } from '../server/changes/insideRequests.ts';
import { testContext, testRequest } from '../server/testRequest.ts';
import type { Vendor } from '../server/types.ts';
import { createWorld } from '../world/createWorld.ts';
import { createZendeskVendor } from './createZendeskVendor.ts';

const world = createWorld({ seed: 42, size: 60, today: '2026-11-23' });
const company = world.company(0);
const [organization] = company.ids.zendesk;
const open = company.tickets.find(
  each => each.status === 'open' && !each.privateGroup,
)!;
const T = 'zen:event-type:ticket.';

describe('changes at Zendesk', () => {
  let vendor: Vendor;
  let context: ReturnType<typeof testContext>;

  beforeEach(() => {
    context = testContext();
    vendor = createZendeskVendor(world, context);
  });

  const send = (
    method: string,
    path: string,
    body?: Readonly<Record<string, unknown>>,
  ) => callInside(vendor, { method, path: `/api/v2${path}`, body });

  async function asAdmin(path: string) {
    const { body } = await vendor.handle(
      testRequest('POST', '/oauth/tokens', {
        body: {
          grant_type: 'client_credentials',
          client_id: 'customer-360',
          client_secret: 'sandbox-secret',
          scope: 'read',
        },
      }),
    );
    const { access_token: token } = body as { access_token: string };
    const answer = await vendor.handle(
      testRequest('GET', `/api/v2${path}`, {
        headers: { authorization: `Bearer ${token}` },
      }),
    );
    return JSON.parse(JSON.stringify(answer.body));
  }

  const exported = async (since: number): Promise<any[]> =>
    (
      await asAdmin(
        `/incremental/tickets/cursor?start_time=${Math.floor(since / 1_000)}`,
      )
    ).tickets;

  const told = () => context.events.map(event => event.type);

  it('tells of each thing that changed, with what it was', async () => {
    const priority = open.priority === 'urgent' ? 'low' : 'urgent';
    const { status } = await send('PUT', `/tickets/${open.id}`, {
      ticket: {
        status: 'pending',
        priority,
        tags: [...open.tags, 'vip'],
        comment: { body: 'Looking into it.', public: false },
      },
    });
    expect(status).toBe(200);
    expect(told()).toEqual([
      `${T}status_changed`,
      `${T}custom_status_changed`,
      `${T}priority_changed`,
      `${T}comment_added`,
      `${T}tags_changed`,
    ]);
    const [changed] = context.events;
    expect(changed).toMatchObject({
      objectId: String(open.id),
      data: {
        event: { current: 'PENDING', previous: 'OPEN' },
        detail: {
          id: String(open.id),
          organization_id: String(open.organization),
          status: 'PENDING',
        },
      },
    });
    const sent = vendor.webhook?.(
      [changed],
      'http://portal.example',
      new Date(),
    );
    expect(JSON.parse(sent?.body ?? '')).toMatchObject({
      id: changed.id,
      type: `${T}status_changed`,
      subject: `zen:ticket:${open.id}`,
      event: { current: 'PENDING', previous: 'OPEN' },
    });
  });

  it('shows a change in reads, lists, searches and the export', async () => {
    const before = context.now().getTime();
    context.advance(120_000);
    await send('PUT', `/tickets/${open.id}`, { ticket: { status: 'solved' } });
    const read = await send('GET', `/tickets/${open.id}`);
    expect(read.body.ticket).toMatchObject({
      status: 'solved',
      generated_timestamp: Math.floor(context.now().getTime() / 1_000),
    });
    const list = await send(
      'GET',
      `/organizations/${organization}/tickets?page[size]=1&sort=-updated_at`,
    );
    expect(list.body.tickets[0].id).toBe(open.id);
    const search = await send(
      'GET',
      `/search?query=${encodeURIComponent(
        `type:ticket organization:${organization} status:solved`,
      )}`,
    );
    expect(search.body.results.map((each: any) => each.id)).toContain(open.id);
    expect((await exported(before)).map(each => each.id)).toEqual([open.id]);
  });

  it('opens a ticket', async () => {
    const { status, body } = await send('POST', '/tickets', {
      ticket: {
        subject: 'It hangs',
        priority: 'high',
        organization_id: organization,
        comment: { body: 'Since this morning.' },
      },
    });
    expect(status).toBe(201);
    expect(body.ticket).toMatchObject({
      subject: 'It hangs',
      status: 'new',
      priority: 'high',
      organization_id: organization,
    });
    expect(told()).toEqual([`${T}created`]);
    const list = await send(
      'GET',
      `/organizations/${organization}/tickets?page[size]=100`,
    );
    expect(list.body.tickets.map((each: any) => each.id)).toContain(
      body.ticket.id,
    );
    const comments = await send('GET', `/tickets/${body.ticket.id}/comments`);
    expect(comments.body.comments).toEqual([
      expect.objectContaining({ body: 'Since this morning.' }),
    ]);
  });

  it('opens a ticket for a company of which it knows nobody, as its own', async () => {
    const nobodys = Array.from({ length: world.size }, (_, at) =>
      world.company(at),
    ).find(({ ids, people }) => people.length === 0 && ids.zendesk.length > 0)!;
    const { body } = await send('POST', '/tickets', {
      ticket: {
        organization_id: nobodys.ids.zendesk[0],
        comment: { body: 'It hangs.' },
      },
    });
    expect(world.staff.map(staff => staff.zendeskUserId)).toContain(
      body.ticket.requester_id,
    );
  });

  it('refuses a ticket without a word, and one of nobody', async () => {
    const silent = await send('POST', '/tickets', {
      ticket: { organization_id: organization },
    });
    expect(silent).toMatchObject({
      status: 422,
      body: { error: 'RecordInvalid' },
    });
    const strange = await send('POST', '/tickets', {
      ticket: { organization_id: 1, comment: { body: 'x' } },
    });
    expect(strange.status).toBe(422);
    expect(context.events).toEqual([]);
  });

  it('deletes a ticket: only the export still shows it', async () => {
    const before = context.now().getTime();
    context.advance(120_000);
    expect((await send('DELETE', `/tickets/${open.id}`)).status).toBe(204);
    expect((await send('GET', `/tickets/${open.id}`)).status).toBe(404);
    const list = await send(
      'GET',
      `/organizations/${organization}/tickets?page[size]=100`,
    );
    expect(list.body.tickets.map((each: any) => each.id)).not.toContain(
      open.id,
    );
    expect(told()).toEqual([`${T}soft_deleted`]);
    expect(await exported(before)).toEqual([
      expect.objectContaining({ id: open.id, status: 'deleted' }),
    ]);
  });

  it('moves a ticket to an organization of another company', async () => {
    const other = world.company(1);
    await send('PUT', `/tickets/${open.id}`, {
      ticket: { organization_id: other.ids.zendesk[0] },
    });
    const ids = async (id: number) =>
      (
        await send('GET', `/organizations/${id}/tickets?page[size]=100`)
      ).body.tickets.map((each: any) => each.id);
    expect(await ids(other.ids.zendesk[0])).toContain(open.id);
    expect(await ids(organization)).not.toContain(open.id);
    expect(context.events[0]).toMatchObject({
      type: `${T}organization_changed`,
      data: {
        detail: { organization_id: String(other.ids.zendesk[0]) },
        event: { previous: String(organization) },
      },
    });
  });

  it('loses nothing of an export that is paged while tickets change', async () => {
    context.limitsEnabled = () => false;
    const start = '/incremental/tickets/cursor?start_time=1600000000';
    const seen = new Map<number, string>();
    let page = await asAdmin(`${start}&per_page=150`);
    const [victim] = page.tickets;
    for (let turn = 0; ; turn += 1) {
      for (const ticket of page.tickets) {
        seen.set(ticket.id, ticket.updated_at);
      }
      if (turn === 0) {
        // One that was read already moves behind all others.
        await send('DELETE', `/tickets/${victim.id}`);
      }
      if (page.end_of_stream) break;
      page = await asAdmin(
        `/incremental/tickets/cursor?cursor=${page.after_cursor}&per_page=150`,
      );
    }
    const all = Array.from({ length: world.size }, (_, at) =>
      world.company(at).tickets.map(each => each.id),
    ).flat();
    expect([...seen.keys()].sort()).toEqual([...all].sort());
    expect(seen.get(victim.id)).toBe('2026-11-23T12:00:00Z');
  });

  it('edits an organization and a user', async () => {
    const renamed = await send('PUT', `/organizations/${organization}`, {
      organization: { name: 'Brightwater Group', external_id: 'acct_other' },
    });
    expect(renamed.body.organization).toMatchObject({
      name: 'Brightwater Group',
      external_id: 'acct_other',
      updated_at: '2026-11-23T12:00:00Z',
    });
    const found = await send(
      'GET',
      '/organizations/show_many?external_ids=acct_other',
    );
    expect(found.body.organizations).toHaveLength(1);
    const before = await send(
      'GET',
      `/organizations/show_many?external_ids=${company.ids.product}`,
    );
    expect(before.body.organizations).toEqual([]);

    const [person] = company.people;
    await send('PUT', `/users/${person.zendeskUserId}`, {
      user: { email: 'moved@elsewhere.example', name: 'New Name' },
    });
    const user = await send('GET', `/users/${person.zendeskUserId}`);
    expect(user.body.user).toMatchObject({
      email: 'moved@elsewhere.example',
      name: 'New Name',
    });
    expect(told()).toEqual([
      'zen:event-type:organization.name_changed',
      'zen:event-type:organization.external_id_changed',
      'zen:event-type:user.name_changed',
    ]);
  });

  it('deletes an organization, and its tickets belong to none', async () => {
    const since = Math.floor(context.now().getTime() / 1_000) - 120;
    await send('DELETE', `/organizations/${organization}`);
    expect((await send('GET', `/organizations/${organization}`)).status).toBe(
      404,
    );
    const ticket = await send('GET', `/tickets/${open.id}`);
    expect(ticket.body.ticket.organization_id).toBeNull();
    const { organizations } = await asAdmin(
      `/incremental/organizations?start_time=${since}`,
    );
    expect(organizations).toEqual([]);
    expect(told()).toEqual(['zen:event-type:organization.deleted']);
  });

  it('exports an organization again when it changed', async () => {
    context.advance(600_000);
    const since = Math.floor(context.now().getTime() / 1_000) - 120;
    await send('PUT', `/organizations/${organization}`, {
      organization: { notes: 'Handle with care' },
    });
    const { organizations } = await asAdmin(
      `/incremental/organizations?start_time=${since}`,
    );
    expect(organizations).toEqual([
      expect.objectContaining({ id: organization, notes: 'Handle with care' }),
    ]);
  });

  it('shows reads and the export the state of so long ago', async () => {
    const before = context.now().getTime();
    context.advance(120_000);
    context.lag.ms = 3_000;
    await send('PUT', `/tickets/${open.id}`, { ticket: { status: 'hold' } });
    const seen = async () => [
      (await send('GET', `/tickets/${open.id}`)).body.ticket.status,
      (await exported(before)).length,
    ];
    expect(await seen()).toEqual(['open', 0]);
    context.advance(3_000);
    expect(await seen()).toEqual(['hold', 1]);
  });

  it('hides customers from lists and exports', async () => {
    context.hidden = () => true;
    expect((await send('GET', '/organizations')).body.organizations).toEqual(
      [],
    );
    expect(await exported(1_600_000_000_000)).toEqual([]);
    expect((await send('GET', '/tickets')).body.tickets).toEqual([]);
    expect((await send('GET', `/tickets/${open.id}`)).status).toBe(200);
  });
});
