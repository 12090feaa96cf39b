import { createHmac } from 'node:crypto';
import { testContext, testRequest } from '../server/testRequest.ts';
import type { Vendor } from '../server/types.ts';
import { createWorld } from '../world/createWorld.ts';
import { createHubSpotVendor } from './createHubSpotVendor.ts';

const world = createWorld({ seed: 42, size: 60, today: '2026-11-23' });
const brightwater = world.company(0);
const OBJECTS = '/crm/objects/2026-09';
const ASSOCIATIONS = '/crm/associations/2026-09';

describe('HubSpot', () => {
  let vendor: Vendor;
  let context: ReturnType<typeof testContext>;

  beforeEach(() => {
    context = testContext();
    vendor = createHubSpotVendor(world, context);
  });

  async function ask(
    method: string,
    url: string,
    body?: unknown,
    authorization: string | undefined = 'Bearer pat-sandbox',
  ) {
    const answer = await vendor.handle(
      testRequest(method, url, {
        body,
        headers: authorization ? { authorization } : {},
      }),
    );
    return {
      ...answer,
      headers: answer.headers ?? {},
      body: JSON.parse(JSON.stringify(answer.body)),
    };
  }

  describe('auth', () => {
    const url = `${OBJECTS}/companies/${brightwater.ids.hubspot}`;

    it.each([
      ['no token', '', 401, 'INVALID_AUTHENTICATION'],
      ['an unknown token', 'Bearer other', 401, 'INVALID_AUTHENTICATION'],
      [
        'an old token',
        'Bearer pat-sandbox-expired',
        401,
        'EXPIRED_AUTHENTICATION',
      ],
    ])('answers %s with its category', async (_, header, status, category) => {
      const answer = await vendor.handle(
        testRequest('GET', url, {
          headers: header === '' ? {} : { authorization: header },
        }),
      );
      expect(answer.status).toBe(status);
      expect(answer.body).toEqual(
        expect.objectContaining({
          status: 'error',
          category,
          message: expect.any(String),
          correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        }),
      );
    });

    it('names the scopes that a key lacks', async () => {
      const key = 'Bearer pat-sandbox-companies';
      expect((await ask('GET', url, undefined, key)).status).toBe(200);

      const refused = await ask('GET', `${OBJECTS}/deals`, undefined, key);
      expect(refused.status).toBe(403);
      expect(refused.body).toMatchObject({
        category: 'MISSING_SCOPES',
        errors: [
          { context: { requiredGranularScopes: ['crm.objects.deals.read'] } },
        ],
      });
    });
  });

  describe('records', () => {
    it('answers what was asked for as texts, and the three that always come', async () => {
      const { body } = await ask(
        'GET',
        `${OBJECTS}/companies/${brightwater.ids.hubspot}?properties=name,customer_health_score,phone,hs_parent_company_id,made_up`,
      );

      expect(Object.keys(body.properties).sort()).toEqual([
        'createdate',
        'customer_health_score',
        'hs_lastmodifieddate',
        'hs_object_id',
        'hs_parent_company_id',
        'name',
        'phone',
      ]);
      expect(body.properties.customer_health_score).toBe(
        String(brightwater.relationship.health),
      );
      for (const value of Object.values(body.properties)) {
        expect(value === null || typeof value === 'string').toBe(true);
      }
    });

    it('answers null for a property without a value', async () => {
      const { body } = await ask(
        'GET',
        `${OBJECTS}/deals/${brightwater.relationship.opportunities[0].hubspotId}?properties=hs_arr`,
      );
      expect(body.properties.hs_arr).toBeNull();
    });

    it('tells the earlier values of a property', async () => {
      const { body } = await ask(
        'GET',
        `${OBJECTS}/companies/${brightwater.ids.hubspot}?propertiesWithHistory=customer_health_score`,
      );
      const values = body.propertiesWithHistory.customer_health_score.map(
        (entry: { value: string }) => entry.value,
      );
      expect(values).toEqual([
        String(brightwater.relationship.health),
        String(brightwater.relationship.healthPrevious),
      ]);
    });

    it('finds a company by its unique property, and no other way', async () => {
      const found = await ask(
        'GET',
        `${OBJECTS}/companies/${brightwater.ids.product}?idProperty=product_account_id`,
      );
      expect(found.body.id).toBe(brightwater.ids.hubspot);

      const refused = await ask(
        'GET',
        `${OBJECTS}/companies/x?idProperty=segment`,
      );
      expect(refused.status).toBe(400);
    });

    it('answers 404 with the category for a record that is not there', async () => {
      const answer = await ask('GET', `${OBJECTS}/companies/1`);
      expect(answer.status).toBe(404);
      expect(answer.body.category).toBe('OBJECT_NOT_FOUND');
    });

    it('pages through every company once', async () => {
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const { body } = await ask(
          'GET',
          `${OBJECTS}/companies?limit=25${after ? `&after=${after}` : ''}`,
        );
        seen.push(...body.results.map((each: { id: string }) => each.id));
        after = body.paging?.next.after;
      } while (after);

      expect(seen).toHaveLength(world.size);
      expect(new Set(seen).size).toBe(world.size);
    });

    it('refuses a page that is too large', async () => {
      expect((await ask('GET', `${OBJECTS}/companies?limit=101`)).status).toBe(
        400,
      );
    });

    it('answers 207 when a batch misses some', async () => {
      const answer = await ask('POST', `${OBJECTS}/companies/batch/read`, {
        inputs: [{ id: brightwater.ids.hubspot }, { id: '17' }],
        properties: ['name'],
        propertiesWithHistory: [],
      });

      expect(answer.status).toBe(207);
      expect(answer.body.results).toHaveLength(1);
      expect(answer.body.errors[0]).toMatchObject({
        category: 'OBJECT_NOT_FOUND',
        context: { ids: ['17'] },
      });
    });

    it('refuses a batch of more than 100', async () => {
      const answer = await ask('POST', `${OBJECTS}/companies/batch/read`, {
        inputs: Array.from({ length: 101 }, (_, id) => ({ id: String(id) })),
        properties: [],
        propertiesWithHistory: [],
      });
      expect(answer.status).toBe(400);
    });

    it('keeps an edit, and remembers what was before', async () => {
      const url = `${OBJECTS}/companies/${brightwater.ids.hubspot}`;
      await ask('PATCH', url, { properties: { customer_health_score: 41 } });

      const { body } = await ask(
        'GET',
        `${url}?propertiesWithHistory=customer_health_score`,
      );
      expect(body.properties.customer_health_score).toBe('41');
      expect(body.propertiesWithHistory.customer_health_score[1].value).toBe(
        String(brightwater.relationship.health),
      );
      expect(body.updatedAt).toBe('2026-11-23T12:00:00.000Z');

      const refused = await ask('PATCH', url, { properties: { made_up: '1' } });
      expect(refused.body).toMatchObject({
        category: 'VALIDATION_ERROR',
        errors: [{ code: 'PROPERTY_DOESNT_EXIST' }],
      });
    });
  });

  describe('associations', () => {
    it('marks parent and child by what the other side is', async () => {
      const { parentIndex } = brightwater;
      expect(parentIndex).toBeDefined();
      const parent = world.company(parentIndex ?? 0);

      const up = await ask(
        'POST',
        `${ASSOCIATIONS}/companies/companies/batch/read`,
        { inputs: [{ id: brightwater.ids.hubspot }] },
      );
      expect(up.body.results[0].to).toEqual([
        {
          toObjectId: parent.ids.hubspot,
          associationTypes: [
            { category: 'HUBSPOT_DEFINED', typeId: 450, label: null },
            {
              category: 'HUBSPOT_DEFINED',
              typeId: 14,
              label: 'Parent Company',
            },
          ],
        },
      ]);

      const down = await ask(
        'POST',
        `${ASSOCIATIONS}/companies/companies/batch/read`,
        { inputs: [{ id: parent.ids.hubspot }] },
      );
      expect(down.body.results[0].to).toHaveLength(parent.childIndexes.length);
      expect(down.body.results[0].to[0].associationTypes[1].typeId).toBe(13);
    });

    it('answers 207 with an error, not an empty list, where nothing is associated', async () => {
      const answer = await ask(
        'POST',
        `${ASSOCIATIONS}/companies/tickets/batch/read`,
        { inputs: [{ id: brightwater.ids.hubspot }] },
      );

      expect(answer.status).toBe(207);
      expect(answer.body).toMatchObject({
        results: [],
        numErrors: 1,
        errors: [
          {
            subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
            context: { fromObjectId: [brightwater.ids.hubspot] },
          },
        ],
      });
    });

    it('hangs an activity on the deal it belongs to', async () => {
      const engagement = [
        ...brightwater.relationship.notes,
        ...brightwater.relationship.meetings,
      ].find(each => each.opportunityId !== undefined);
      expect(engagement).toBeDefined();
      const type = brightwater.relationship.notes.some(
        note => note === engagement,
      )
        ? 'notes'
        : 'meetings';

      const { body } = await ask(
        'POST',
        `${ASSOCIATIONS}/${type}/deals/batch/read`,
        { inputs: [{ id: engagement?.hubspotId }] },
      );
      expect(body.results[0].to[0].toObjectId).toBe(engagement?.opportunityId);
    });
  });

  describe('search', () => {
    const search = (type: string, body: unknown) =>
      ask('POST', `${OBJECTS}/${type}/search`, body);

    it('finds a company by its domain', async () => {
      const { body } = await search('companies', {
        filterGroups: [
          {
            filters: [
              {
                propertyName: 'domain',
                operator: 'EQ',
                value: brightwater.domain,
              },
            ],
          },
        ],
        properties: ['name'],
      });
      expect(body.total).toBe(1);
      expect(body.results[0].id).toBe(brightwater.ids.hubspot);
    });

    it('finds deals of a company', async () => {
      const { body } = await search('deals', {
        filterGroups: [
          {
            filters: [
              {
                propertyName: 'associations.company',
                operator: 'EQ',
                value: brightwater.ids.hubspot,
              },
            ],
          },
        ],
      });
      expect(body.total).toBe(brightwater.relationship.opportunities.length);
    });

    it('pages in the order that was asked for', async () => {
      const first = await search('companies', {
        sorts: [
          { propertyName: 'hs_lastmodifieddate', direction: 'ASCENDING' },
        ],
        limit: 40,
      });
      context.advance(1_000);
      const second = await search('companies', {
        sorts: [
          { propertyName: 'hs_lastmodifieddate', direction: 'ASCENDING' },
        ],
        limit: 40,
        after: first.body.paging.next.after,
      });
      const stamps = [...first.body.results, ...second.body.results].map(
        (each: { updatedAt: string }) => each.updatedAt,
      );

      expect(stamps).toHaveLength(world.size);
      expect(stamps).toEqual([...stamps].sort());
      expect(second.body.paging).toBeUndefined();
    });

    it.each([
      [{ limit: 201 }],
      [{ limit: 200, after: '9900' }],
      [{ filterGroups: Array.from({ length: 6 }, () => ({ filters: [] })) }],
      [
        {
          filterGroups: [
            {
              filters: Array.from({ length: 7 }, () => ({
                propertyName: 'name',
                operator: 'HAS_PROPERTY',
              })),
            },
          ],
        },
      ],
      [
        {
          filterGroups: [
            {
              filters: [{ propertyName: 'made_up', operator: 'HAS_PROPERTY' }],
            },
          ],
        },
      ],
    ])('refuses what passes its limits: %j', async body => {
      const answer = await search('companies', body);
      expect(answer.status).toBe(400);
      expect(answer.body.category).toBe('VALIDATION_ERROR');
    });
  });

  describe('limits', () => {
    it('answers the 191st call within ten seconds with 429, and the next window again', async () => {
      const url = '/account-info/2026-09/details';
      let last = await ask('GET', url);
      expect(last.headers['x-hubspot-ratelimit-max']).toBe('190');
      for (let call = 1; call < 190; call += 1) {
        last = await ask('GET', url);
      }
      expect(last.status).toBe(200);
      expect(last.headers['x-hubspot-ratelimit-remaining']).toBe('0');

      const refused = await ask('GET', url);
      expect(refused.status).toBe(429);
      expect(refused.body).toMatchObject({
        errorType: 'RATE_LIMIT',
        policyName: 'TEN_SECONDLY_ROLLING',
      });

      context.advance(10_000);
      expect((await ask('GET', url)).status).toBe(200);
    });

    it('allows five searches a second and gives them no headers', async () => {
      const url = `${OBJECTS}/companies/search`;
      for (let call = 0; call < 5; call += 1) {
        const answer = await ask('POST', url, { limit: 1 });
        expect(answer.status).toBe(200);
        expect(answer.headers).toEqual({});
      }
      const refused = await ask('POST', url, { limit: 1 });
      expect(refused.status).toBe(429);
      expect(refused.body.policyName).toBe('SECONDLY');
    });
  });

  it('answers another company for the fault wrong_customer', async () => {
    const other = vendor.otherCustomer?.(
      testRequest('GET', `${OBJECTS}/companies/${brightwater.ids.hubspot}`),
    );
    expect(other?.path).toBe(
      `${OBJECTS}/companies/${world.company(1).ids.hubspot}`,
    );
    expect(
      vendor.otherCustomer?.(testRequest('GET', '/crm/owners/2026-09')),
    ).toBeUndefined();
  });

  it('signs a webhook over method, full URL, body and milliseconds', () => {
    const url = 'https://portal.example/api/hooks/hubspot?x=1';
    const now = new Date('2026-11-23T12:00:00.123Z');
    const sent = vendor.webhook?.(
      [
        {
          type: 'company.propertyChange',
          objectId: brightwater.ids.hubspot,
          data: { propertyName: 'name', propertyValue: 'New' },
        },
      ],
      url,
      now,
    );

    expect(JSON.parse(sent?.body ?? '')).toEqual([
      expect.objectContaining({
        subscriptionType: 'company.propertyChange',
        objectId: Number(brightwater.ids.hubspot),
        propertyName: 'name',
        occurredAt: now.getTime(),
      }),
    ]);
    expect(sent?.headers['x-hubspot-request-timestamp']).toBe('1795435200123');
    expect(sent?.headers['x-hubspot-signature-v3']).toBe(
      createHmac('sha256', 'hubspot-sandbox-secret')
        .update(`POST${url}${sent?.body}1795435200123`)
        .digest('base64'),
    );
  });
});
