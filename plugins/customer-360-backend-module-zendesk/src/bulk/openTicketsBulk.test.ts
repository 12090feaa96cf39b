import {
  createSourceTestHarness,
  type SourceTestHarness,
} from '@customer-360/backstage-plugin-customer-360-node/testUtils';
import type { BulkRow } from '@customer-360/backstage-plugin-customer-360-node';
import { ticketsFacet } from '@customer-360/backstage-plugin-customer-360-common';
import { ACCOUNT, brightwater, entryFor, NOW } from '../__testUtils__/acme';
import {
  ORGANIZATION,
  PRIVATE_GROUP,
  type ZendeskDesk,
} from '../__testUtils__/ZendeskDesk';
import { createZendeskSource } from '../createZendeskSource';

let harness: SourceTestHarness | undefined;

async function start(
  desk: ZendeskDesk = brightwater(),
  overrides: Record<string, unknown> = {},
) {
  harness = await createSourceTestHarness({
    createSource: baseUrl => createZendeskSource(entryFor(baseUrl, overrides)),
    respond: desk.respond,
    now: NOW,
  });
  const { source, context, requests } = harness;
  const bulk = source.bulk!.find(({ id }) => id === 'open-tickets')!;
  return {
    bulk,
    page: (cursor?: string) => bulk.page(cursor, context()),
    all: async () => {
      const rows: BulkRow[] = [];
      let cursor: string | undefined;
      for (let last = false; !last; ) {
        const answer = await bulk.page(cursor, context());
        rows.push(...answer.rows);
        ({ cursor, last } = answer);
      }
      return rows as any[];
    },
    read: () => harness!.read('tickets', ACCOUNT),
    queries: () =>
      requests()
        .filter(({ path }) => path.endsWith('/search/export'))
        .map(({ query }) => query.get('query')),
  };
}

afterEach(async () => {
  await harness?.close();
  harness = undefined;
});

describe('openTicketsBulk', () => {
  it('counts for each organization what a read of it counts', async () => {
    const { bulk, all, read, queries } = await start();
    expect(bulk).toMatchObject({ mode: 'snapshot', facets: ['tickets'] });
    const rows = await all();
    expect(rows.map(({ account }) => account)).toEqual([
      String(ORGANIZATION),
      '36002',
    ]);
    const [row, none] = rows;
    const whole = (await read()).data;
    const { total: _, ...counted } = ticketsFacet.summarize!(whole, NOW);
    expect(counted).toMatchObject({ open: 1, bySeverity: { urgent: 1 } });
    expect(ticketsFacet.summarize!(row.data, NOW)).toEqual({
      ...counted,
      total: undefined,
    });
    expect(row).toMatchObject({
      kind: 'data',
      missing: [expect.stringContaining('of what is closed')],
      figuresWhole: true,
      data: { open: whole.open },
    });
    // Nothing open is known too.
    expect(none).toMatchObject({
      figuresWhole: true,
      data: { open: [], tickets: [] },
    });
    expect(queries()).toEqual([
      'type:ticket status<solved',
      'type:ticket tags:escalated updated>=2026-10-23',
    ]);
  });

  it('counts what was escalated of late and is solved', async () => {
    const desk = brightwater().add({
      id: 9,
      status: 'solved',
      tags: ['escalated'],
      updated_at: '2026-11-10T10:00:00Z',
    });
    const { all, read } = await start(desk);
    const [row] = await all();
    const count = (data: any) =>
      ticketsFacet.summarize!(data, NOW).escalatedRecently;
    expect(count(row.data)).toBe(2);
    expect(count((await read()).data)).toBe(2);
  });

  it('takes of the index only the ids, and leaves private groups out', async () => {
    const desk = brightwater().add(
      { id: 10, group_id: PRIVATE_GROUP, priority: 'urgent' },
      // Solved meanwhile: the index is behind.
      { id: 11, status: 'solved' },
    );
    desk.stale = [11];
    const { all } = await start(desk);
    const [row] = await all();
    expect(row.data.open.map(({ id }: any) => id)).toEqual(['1']);
  });

  it('goes on page by page, and says of a ticket that it is not as agreed', async () => {
    const desk = brightwater().add({ id: 12, status: 'dreaming' });
    const { all } = await start(desk.withPagesOf(1));
    const [row, none] = await all();
    expect(row.data.open.map(({ id }: any) => id).sort()).toEqual(['1', '12']);
    expect(row.figuresWhole).toBe(false);
    expect(none.figuresWhole).toBe(true);
  });

  it('begins anew where another instance has found the tickets', async () => {
    const one = await start();
    const { cursor } = await one.page();
    await harness!.close();
    const other = await start();
    await expect(other.page(cursor)).rejects.toMatchObject({
      reason: 'not_found',
    });
    // A round of its own is not the other's either.
    await other.page();
    await expect(other.page(cursor)).rejects.toMatchObject({
      reason: 'not_found',
    });
    for (const wrong of ['', 'null', '{"at":"tickets"}']) {
      await expect(other.page(wrong)).rejects.toMatchObject({
        reason: 'not_found',
      });
    }
  });
});
