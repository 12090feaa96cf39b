import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Exchange } from '../Exchange';
import { ShapeChecker } from './ShapeChecker';
import type { VendorContract, Verdict } from './VendorContract';

interface OpenApi {
  paths: Record<
    string,
    Record<string, PathOperation> & { parameters?: Parameter[] }
  >;
  components: {
    schemas: Record<string, Schema>;
    parameters: Record<string, Parameter>;
  };
}

interface Parameter {
  $ref?: string;
  in?: string;
  name?: string;
}

interface PathOperation {
  parameters?: Parameter[];
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}

type Schema = Record<string, unknown>;

/** Paging and sideloading are described in prose, for all lists alike. */
const EVERYWHERE = [
  'page[size]',
  'page[after]',
  'page[before]',
  'page',
  'per_page',
  'include',
  'sort',
  'sort_by',
  'sort_order',
];

/** Calls that the description is known to lack, by the shape they answer with. */
const GAPS: Record<string, string | undefined> = {
  '/api/v2/organizations/{organization_id}/tickets': 'TicketsResponse',
  '/api/v2/organizations/{organization_id}/users': 'UsersResponse',
  '/api/v2/guide/survey_responses': undefined,
  '/oauth/tokens': undefined,
};

/** Zendesk by its own OpenAPI. */
export async function zendeskContract(specs: string): Promise<VendorContract> {
  const openApi = parse(
    await readFile(join(specs, 'zendesk', 'zendesk-spec.yaml'), 'utf8'),
  ) as OpenApi;
  const shapes = new ShapeChecker(
    toJsonSchema(mendKnownMistakes(openApi)) as Schema,
  );
  const paths = Object.keys(openApi.paths);

  return {
    vendor: 'zendesk',
    check({ request, response }: Exchange): Verdict {
      // The SDK asks for "….json", which the API takes as well.
      const path = request.path.replace(/\.json$/, '');
      const method = request.method.toLowerCase();
      const gap = Object.keys(GAPS).find(it => fits(it, path));
      const described = paths
        .filter(it => openApi.paths[it][method] && fits(it, path))
        // A literal part beats a placeholder: /organizations/search.
        .sort((a, b) => placeholders(a) - placeholders(b))[0];
      const name = described ?? gap;
      if (!name) {
        return {
          operation: `${request.method} ${path}`,
          shapes: [],
          problems: ['is no call that the description knows'],
        };
      }
      const problems: string[] = [];
      const operation = described && openApi.paths[described][method];
      if (operation) {
        const known = new Set([
          ...EVERYWHERE,
          ...[
            ...(operation.parameters ?? []),
            ...(openApi.paths[described].parameters ?? []),
          ].flatMap(parameter => nameOfParameter(openApi, parameter)),
        ]);
        for (const parameter of Object.keys(request.query)) {
          if (!known.has(parameter)) {
            problems.push(
              `request: the parameter "${parameter}" is not described`,
            );
          }
        }
      }
      const shape = operation
        ? answerPointer(described, method, operation)
        : GAPS[name] && `#/components/schemas/${GAPS[name]}`;
      if (response.status !== 200) {
        problems.push(`answer: status ${response.status} to a sound request`);
      } else if (shape) {
        problems.push(
          ...shapes.problems(shape, response.body).map(it => `answer: ${it}`),
        );
      }
      return {
        operation: `${request.method} ${name}`,
        shapes: [
          ...(operation ? [`${name} parameters`] : []),
          ...(shape ? [shape] : []),
        ],
        problems,
      };
    },
  };
}

function fits(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const parts = path.split('/');
  return (
    wanted.length === parts.length &&
    wanted.every((part, at) => part.startsWith('{') || part === parts[at])
  );
}

function placeholders(path: string): number {
  return path.split('{').length;
}

function nameOfParameter(openApi: OpenApi, parameter: Parameter): string[] {
  const target = parameter.$ref
    ? openApi.components.parameters[
        parameter.$ref.replace('#/components/parameters/', '')
      ]
    : parameter;
  return target?.in === 'query' && target.name ? [target.name] : [];
}

function answerPointer(
  path: string,
  method: string,
  operation: PathOperation,
): string | undefined {
  if (!operation.responses['200']?.content?.['application/json']) {
    return undefined;
  }
  const escaped = encodeURIComponent(
    path.replaceAll('~', '~0').replaceAll('/', '~1'),
  );
  return `#/paths/${escaped}/${method}/responses/200/content/application~1json/schema`;
}

/** External ids are strings; the description types them as integers. */
function mendKnownMistakes(openApi: OpenApi): OpenApi {
  const { schemas } = openApi.components;
  for (const schema of Object.values(schemas)) {
    const properties = schema.properties as Record<string, Schema> | undefined;
    if (properties?.external_id) {
      properties.external_id = { type: 'string', nullable: true };
    }
  }
  return openApi;
}

/** `nullable: true` is OpenAPI 3.0; JSON schema says it with a type. */
function toJsonSchema(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(toJsonSchema);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const copy: Schema = {};
  for (const [key, child] of Object.entries(value)) {
    if (key !== 'example' && key !== 'examples') {
      copy[key] = toJsonSchema(child);
    }
  }
  if (copy.nullable === true) {
    delete copy.nullable;
    return { anyOf: [copy, { type: 'null' }] };
  }
  return copy;
}
