import type {
  VendorAnswer,
  VendorRequest,
  VendorResponder,
} from '@customer-360/backstage-plugin-customer-360-node/testUtils';

type Properties = Record<string, string | null>;

interface AssociationType {
  category: string;
  typeId: number;
  label: string | null;
}

interface Link {
  from: string;
  to: string;
  types: AssociationType[];
}

const UNLABELLED: AssociationType = {
  category: 'HUBSPOT_DEFINED',
  typeId: 280,
  label: null,
};

const PIPELINES = [
  {
    id: 'default',
    label: 'Sales',
    stages: [
      {
        id: '312',
        label: 'Negotiation',
        metadata: { isClosed: 'false', probability: '0.8' },
      },
      {
        id: '313',
        label: 'Closed won',
        metadata: { isClosed: 'true', probability: '1.0' },
      },
    ],
  },
];

/** A portal of a few records that answers as HubSpot does. @internal */
export class HubspotPortal {
  readonly #records = new Map<string, Properties>();
  readonly #links: Link[] = [];
  readonly history: Record<
    string,
    Array<{ value: string; timestamp: string }>
  > = {};

  /** @param ref - `companies/1001` */
  add(ref: string, properties: Properties, companies = ['1001']): this {
    this.#records.set(ref, properties);
    if (!ref.startsWith('companies/')) {
      for (const company of companies) {
        this.link(`companies/${company}`, ref);
      }
    }
    return this;
  }

  link(from: string, to: string, types = [UNLABELLED]): this {
    this.#links.push({ from, to, types });
    return this;
  }

  readonly respond: VendorResponder = request => {
    const [, area, ...rest] = request.path.split('/').filter(Boolean);
    if (request.path === '/account-info/2026-09/details') {
      return {
        json: {
          portalId: 4711,
          uiDomain: 'app-eu1.hubspot.com',
          timeZone: 'Europe/Berlin',
          companyCurrency: 'EUR',
        },
      };
    }
    switch (area) {
      case 'owners':
        return owners(rest[1]);
      case 'pipelines':
        return { json: { results: PIPELINES } };
      case 'associations':
        return this.#associations(rest[1], rest[2], request);
      case 'objects':
        return this.#objects(rest[1], rest[2], request);
      default:
        return undefined;
    }
  };

  #objects(
    type: string,
    verb: string,
    request: VendorRequest,
  ): VendorAnswer | undefined {
    if (request.method === 'GET' && verb === undefined) {
      return { json: this.#list(type, request) };
    }
    if (request.method === 'GET') {
      const record = this.#records.get(`${type}/${verb}`);
      const asked = (request.query.get('properties') ?? '').split(',');
      return record
        ? {
            json: {
              ...wire(verb, record, asked),
              ...(request.query.has('propertiesWithHistory') && {
                propertiesWithHistory: this.history,
              }),
            },
          }
        : undefined;
    }
    const body = JSON.parse(request.body);
    return verb === 'search'
      ? { json: this.#search(type, body) }
      : this.#batch(type, body);
  }

  /** By id, two a page: a quick way to many. */
  #list(type: string, { query }: VendorRequest) {
    const asked = query.get('properties')!.split(',');
    const ids = [...this.#records.keys()]
      .filter(ref => ref.startsWith(`${type}/`))
      .map(ref => ref.split('/')[1])
      .sort();
    const from = ids.findIndex(id => id > (query.get('after') ?? ''));
    const page = from === -1 ? [] : ids.slice(from, from + 2);
    const last = page.at(-1) === ids.at(-1) ? undefined : page.at(-1);
    return {
      results: page.map(id =>
        wire(id, this.#records.get(`${type}/${id}`)!, asked),
      ),
      ...(last && { paging: { next: { after: last } } }),
    };
  }

  #batch(
    type: string,
    body: { inputs: Array<{ id: string }>; properties: string[] },
  ): VendorAnswer {
    const results = body.inputs.flatMap(({ id }) => {
      const record = this.#records.get(`${type}/${id}`);
      return record ? [wire(id, record, body.properties)] : [];
    });
    const lost = body.inputs.length - results.length;
    return {
      status: lost > 0 ? 207 : 200,
      json: {
        status: 'COMPLETE',
        results,
        ...(lost > 0 && {
          numErrors: lost,
          errors: [{ status: 'error', category: 'OBJECT_NOT_FOUND' }],
        }),
      },
    };
  }

  #search(
    type: string,
    body: {
      filterGroups: Array<{
        filters: Array<{
          propertyName: string;
          value?: string;
          values?: string[];
        }>;
      }>;
      properties: string[];
    },
  ) {
    const results = [...this.#records]
      .filter(([ref]) => ref.startsWith(`${type}/`))
      .filter(([ref, record]) =>
        body.filterGroups.some(({ filters }) =>
          filters.every(({ propertyName, value, values }) =>
            propertyName === 'associations.company'
              ? this.#links.some(
                  link => link.from === `companies/${value}` && link.to === ref,
                )
              : (values ?? [value]).includes(record[propertyName] ?? ''),
          ),
        ),
      )
      .map(([ref, record]) => wire(ref.split('/')[1], record, body.properties));
    return { total: results.length, results };
  }

  #associations(
    from: string,
    to: string,
    request: VendorRequest,
  ): VendorAnswer {
    const { inputs } = JSON.parse(request.body) as {
      inputs: Array<{ id: string }>;
    };
    const results = [];
    const errors = [];
    for (const { id } of inputs) {
      const found = this.#links.flatMap(link => {
        if (link.from === `${from}/${id}` && link.to.startsWith(`${to}/`)) {
          return [{ id: link.to, types: link.types }];
        }
        return link.to === `${from}/${id}` && link.from.startsWith(`${to}/`)
          ? [{ id: link.from, types: [UNLABELLED] }]
          : [];
      });
      if (found.length > 0) {
        results.push({
          from: { id },
          to: found.map(target => ({
            toObjectId: target.id.split('/')[1],
            associationTypes: target.types,
          })),
        });
      } else {
        errors.push({
          status: 'error',
          category: 'OBJECT_NOT_FOUND',
          subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
        });
      }
    }
    return {
      status: errors.length > 0 ? 207 : 200,
      json: { status: 'COMPLETE', results, errors },
    };
  }
}

/** Asked-for properties; one that the portal does not have is left out. */
function wire(id: string, record: Properties, asked: readonly string[]) {
  return {
    id,
    properties: Object.fromEntries(
      asked.filter(name => name in record).map(name => [name, record[name]]),
    ),
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    archived: false,
  };
}

const STAFF = [
  { id: '71', email: 'mara@demo.example', firstName: 'Mara', lastName: 'K.' },
  { id: '72', email: 'jonas@demo.example', firstName: 'Jonas', lastName: 'L.' },
];

function owners(id: string | undefined): VendorAnswer | undefined {
  if (id === undefined) {
    return { json: { results: STAFF } };
  }
  return id === '73'
    ? {
        json: {
          id: '73',
          email: 'gone@demo.example',
          firstName: 'Gerd',
          lastName: 'Gone',
        },
      }
    : undefined;
}
