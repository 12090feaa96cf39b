import { callInside } from '../server/changes/insideRequests.ts';
import { testContext } from '../server/testRequest.ts';
import type { Vendor } from '../server/types.ts';
import { createWorld } from '../world/createWorld.ts';
import { createHubSpotVendor } from './createHubSpotVendor.ts';

const OBJECTS = '/crm/objects/2026-09';

describe('changes at HubSpot', () => {
  const world = createWorld({ seed: 42, size: 60, today: '2026-11-23' });
  const [first, second] = [world.company(3), world.company(4)];
  const deal = world
    .company(0)
    .relationship.opportunities.find(each => each.status === 'open')!;
  let vendor: Vendor;
  let context: ReturnType<typeof testContext>;

  beforeEach(() => {
    context = testContext();
    vendor = createHubSpotVendor(world, context);
  });

  const send = (
    method: string,
    path: string,
    body?: Readonly<Record<string, unknown>>,
  ) => callInside(vendor, { method, path: `${OBJECTS}${path}`, body });

  const told = () =>
    context.events.map(({ type, objectId, data }) => [
      type,
      objectId,
      ...(data?.propertyName ? [data.propertyName, data.propertyValue] : []),
    ]);

  const newest = async (type: string, since: string, property: string) =>
    (
      await send('POST', `/${type}/search`, {
        filterGroups: [
          {
            filters: [{ propertyName: property, operator: 'GT', value: since }],
          },
        ],
        sorts: [{ propertyName: property, direction: 'ASCENDING' }],
        limit: 100,
      })
    ).body.results.map((each: any) => each.id);

  it('tells of each property that changed, and of none that did not', async () => {
    const { body } = await send('GET', `/deals/${deal.hubspotId}`);
    await send('PATCH', `/deals/${deal.hubspotId}`, {
      properties: {
        amount: '77000',
        hs_next_step: 'Call on Friday',
        dealname: body.properties.dealname,
      },
    });
    expect(told()).toEqual([
      ['deal.propertyChange', deal.hubspotId, 'amount', '77000'],
      ['deal.propertyChange', deal.hubspotId, 'hs_next_step', 'Call on Friday'],
    ]);
  });

  it('closes a deal with its stage', async () => {
    const { body } = await send('GET', `/deals/${deal.hubspotId}`);
    const closed =
      body.properties.pipeline === 'default' ? 'closedwon' : '312540775';
    await send('PATCH', `/deals/${deal.hubspotId}`, {
      properties: { dealstage: closed },
    });
    const after = await send(
      'GET',
      `/deals/${deal.hubspotId}?properties=hs_is_closed_won,closedate,dealstage`,
    );
    expect(after.body.properties).toMatchObject({
      dealstage: closed,
      hs_is_closed_won: 'true',
      closedate: context.now().toISOString(),
    });
    expect(told().map(([, , name]) => name)).toEqual(
      expect.arrayContaining(['dealstage', 'hs_is_closed', 'closedate']),
    );
  });

  it('shows what was edited to a search for the last changes', async () => {
    const since = String(context.now().getTime());
    context.advance(1_000);
    await send('PATCH', `/companies/${first.ids.hubspot}`, {
      properties: { customer_health_score: '12' },
    });
    context.advance(1_000);
    const contact = first.people[0].hubspotContactId;
    await send('PATCH', `/contacts/${contact}`, {
      properties: { jobtitle: 'Head of everything' },
    });
    expect(await newest('companies', since, 'hs_lastmodifieddate')).toEqual([
      first.ids.hubspot,
    ]);
    expect(await newest('contacts', since, 'lastmodifieddate')).toEqual([
      contact,
    ]);
  });

  it('creates a deal at a company: in reads, associations and events of both ends', async () => {
    const { status, body } = await send('POST', '/deals', {
      properties: { dealname: 'More seats', amount: '9000' },
      associations: [
        {
          to: { id: first.ids.hubspot },
          types: [
            { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 5 },
          ],
        },
      ],
    });
    expect(status).toBe(201);
    const company = await send(
      'GET',
      `/companies/${first.ids.hubspot}?associations=deals`,
    );
    expect(
      company.body.associations.deals.results.map((each: any) => each.id),
    ).toContain(body.id);
    expect(context.events.map(event => event.type)).toEqual([
      'deal.creation',
      'deal.associationChange',
      'company.associationChange',
    ]);
    expect(context.events[1].data).toMatchObject({
      associationType: 'DEAL_TO_COMPANY',
      fromObjectId: Number(body.id),
      toObjectId: Number(first.ids.hubspot),
      isPrimaryAssociation: true,
    });
  });

  it('hangs a note on a deal, and says which object it is', async () => {
    const { body } = await send('POST', '/notes', {
      properties: {
        hs_note_body: '<p>Seen</p>',
        hs_timestamp: '1795000000000',
      },
      associations: [
        {
          to: { id: deal.hubspotId },
          types: [
            { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 214 },
          ],
        },
      ],
    });
    expect(context.events[0]).toMatchObject({
      type: 'object.creation',
      objectId: body.id,
      data: { objectTypeId: '0-46' },
    });
  });

  it('puts a contact with the company of its address, once', async () => {
    const properties = { email: `new@${second.domain}`, firstname: 'Noor' };
    const { body } = await send('POST', '/contacts', { properties });
    const again = await send('POST', '/contacts', { properties });
    expect(again.status).toBe(409);
    expect(again.body).toMatchObject({
      category: 'CONFLICT',
      message: `Contact already exists. Existing ID: ${body.id}`,
    });
  });

  it('archives: gone from reads and associations, still in the recycling bin', async () => {
    const { body } = await send('GET', `/deals/${deal.hubspotId}`);
    const gone = await send('DELETE', `/deals/${body.id}`);
    expect(gone.status).toBe(204);
    expect((await send('GET', `/deals/${body.id}`)).status).toBe(404);
    const company = await send(
      'GET',
      `/companies/${world.company(0).ids.hubspot}?associations=deals`,
    );
    expect(
      (company.body.associations?.deals?.results ?? []).map(
        (each: any) => each.id,
      ),
    ).not.toContain(body.id);
    const bin = await send('GET', '/deals?archived=true');
    expect(bin.body.results).toEqual([
      expect.objectContaining({
        id: body.id,
        archived: true,
        archivedAt: context.now().toISOString(),
      }),
    ]);
    expect(told()).toEqual([['deal.deletion', body.id]]);
    await send('DELETE', `/deals/${body.id}`);
    expect(context.events).toHaveLength(1);
  });

  it('keeps a company’s records searchable when the company is archived', async () => {
    await send('DELETE', `/companies/${first.ids.hubspot}`);
    const contact = await send(
      'GET',
      `/contacts/${first.people[0].hubspotContactId}`,
    );
    expect(contact.status).toBe(200);
    const all = await send('POST', '/companies/search', { limit: 100 });
    expect(all.body.total).toBe(world.size - 1);
    expect(all.body.results.map((each: any) => each.id)).not.toContain(
      first.ids.hubspot,
    );
  });

  it('merges a company: its number answers with the other, which has its records', async () => {
    const contact = second.people[0].hubspotContactId;
    await send('PATCH', `/contacts/${contact}`, {
      properties: { jobtitle: 'Edited before' },
    });
    const merged = await send('POST', '/companies/merge', {
      primaryObjectId: first.ids.hubspot,
      objectIdToMerge: second.ids.hubspot,
    });
    expect(merged.body.id).toBe(first.ids.hubspot);

    const old = await send('GET', `/companies/${second.ids.hubspot}`);
    expect(old.body.id).toBe(first.ids.hubspot);
    const heir = await send(
      'GET',
      `/companies/${first.ids.hubspot}?associations=contacts&properties=hs_merged_object_ids`,
    );
    expect(heir.body.properties.hs_merged_object_ids).toBe(second.ids.hubspot);
    const contacts = heir.body.associations.contacts.results.map(
      (each: any) => each.id,
    );
    expect(contacts).toEqual(
      expect.arrayContaining([first.people[0].hubspotContactId, contact]),
    );
    const list = await send('GET', '/companies?limit=100');
    expect(list.body.results).toHaveLength(world.size - 1);
    expect(context.events.at(-1)).toMatchObject({
      type: 'company.merge',
      data: {
        primaryObjectId: Number(first.ids.hubspot),
        mergedObjectIds: [Number(second.ids.hubspot)],
      },
    });
  });

  it.each([
    [{ colour: 'red' }, 'PROPERTY_DOESNT_EXIST'],
    [{ dealstage: 'nowhere' }, 'INVALID_OPTION'],
    [{ hs_object_id: '1' }, 'READ_ONLY_VALUE'],
  ])('refuses %j', async (properties, code) => {
    const answer = await send('PATCH', `/deals/${deal.hubspotId}`, {
      properties,
    });
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].code).toBe(code);
    expect(context.events).toEqual([]);
  });

  it('shows reads and searches the state of so long ago', async () => {
    const path = `/companies/${first.ids.hubspot}?properties=segment`;
    const { body } = await send('GET', path);
    const other = body.properties.segment === 'smb' ? 'enterprise' : 'smb';
    context.lag.ms = 1_500;
    await send('PATCH', path, { properties: { segment: other } });
    await send('POST', '/deals', {
      properties: { dealname: 'Not yet' },
      associations: [
        {
          to: { id: first.ids.hubspot },
          types: [
            { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 5 },
          ],
        },
      ],
    });
    const seen = async () => [
      (await send('GET', path)).body.properties.segment,
      (await send('POST', '/deals/search', { query: 'not yet' })).body.total,
    ];
    expect(await seen()).toEqual([body.properties.segment, 0]);
    context.advance(1_500);
    expect(await seen()).toEqual([other, 1]);
  });

  it('hides companies and what belongs to them from lists and searches', async () => {
    context.hidden = index => index % 2 === 1;
    const list = await send('GET', '/companies?limit=100');
    expect(list.body.results).toHaveLength(world.size / 2);
    const search = await send('POST', '/companies/search', { limit: 100 });
    expect(search.body.total).toBe(world.size / 2);
    expect((await send('GET', `/companies/${first.ids.hubspot}`)).status).toBe(
      200,
    );
  });

  it('founds a company that the CRM alone knows', async () => {
    const own = createWorld({ seed: 7, size: 5, today: '2026-11-23' });
    vendor = createHubSpotVendor(own, context);
    const { body } = await send('POST', '/companies', {
      properties: { name: 'Newcomer', domain: 'newcomer.example' },
    });
    const read = await send('GET', `/companies/${body.id}`);
    expect(read.body.properties).toMatchObject({
      name: 'Newcomer',
      domain: 'newcomer.example',
    });
    const all = await send('GET', '/companies?limit=100');
    expect(all.body.results.map((each: any) => each.id)).toContain(body.id);
    expect(own.company(5).ids).toMatchObject({ stripe: [], zendesk: [] });
  });
});
