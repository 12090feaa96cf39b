import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Exchange } from '../Exchange';
import { applyAllowances, type Schema } from './Allowance';
import { checkUndescribed } from './checkUndescribed';
import { findOperation, nameOf, object, type Operation } from './Operation';
import { readFlatQuery } from './readFlatQuery';
import { closed, ShapeChecker } from './ShapeChecker';
import { toJsonSchema } from './toJsonSchema';
import {
  unknownCall,
  type VendorContract,
  type Verdict,
} from './VendorContract';
import {
  ZENDESK_ALLOWANCES,
  ZENDESK_QUERIES,
  ZENDESK_UNDESCRIBED,
  ZENDESK_USER,
} from './zendeskAllowances';

const FILE = 'zendesk-spec.yaml';

interface OpenApi {
  paths: Record<string, { get?: PathOperation; parameters?: Parameter[] }>;
  components: {
    schemas: Record<string, Schema>;
    parameters: Record<string, Parameter>;
  };
}

interface Parameter {
  $ref?: string;
  in?: string;
  name?: string;
  required?: boolean;
  schema?: Schema;
}

interface PathOperation {
  parameters?: Parameter[];
  responses: Record<
    string,
    { content?: Record<string, { schema: { $ref?: string } }> }
  >;
}

interface ZendeskOperation extends Operation {
  query: Schema;
  /** Name of the shape of the answer. */
  answer: string;
}

/** Zendesk by its own OpenAPI. */
export async function zendeskContract(specs: string): Promise<VendorContract> {
  const openApi = parse(
    await readFile(join(specs, 'zendesk', FILE), 'utf8'),
  ) as OpenApi;
  const { schemas } = openApi.components;
  applyAllowances(schemas, ZENDESK_ALLOWANCES);
  schemas.UserObject = ZENDESK_USER;
  const operations = readOperations(openApi);
  const shapes = new ShapeChecker(
    closed(toJsonSchema({ components: { schemas } })) as Schema,
  );

  return {
    vendor: 'zendesk',
    check(exchange: Exchange): Verdict {
      const { request, response } = exchange;
      // The SDK asks for "….json", which the API takes as well.
      const path = request.path.replace(/\.json$/, '');
      const operation = findOperation(operations, request.method, path);
      if (!operation) {
        const undescribed = findOperation(
          ZENDESK_UNDESCRIBED,
          request.method,
          path,
        );
        return undescribed
          ? checkUndescribed(undescribed, shapes, exchange)
          : unknownCall(exchange);
      }
      const { query, answer } = operation;
      return {
        operation: nameOf(operation),
        described: true,
        shapes: [answer],
        problems: [
          ...shapes
            .queryProblems(query, readFlatQuery(request.query))
            .map(it => `request: query ${it}`),
          ...(response.status === 200
            ? shapes
                .problems(`#/components/schemas/${answer}`, response.body)
                .map(it => `answer: ${it}`)
            : [`answer: status ${response.status} to a sound request`]),
        ],
      };
    },
  };
}

/** All that can be read, what is written out before what varies. */
function readOperations(openApi: OpenApi): ZendeskOperation[] {
  return Object.entries(openApi.paths)
    .flatMap(([path, { get, parameters = [] }]): ZendeskOperation[] => {
      const ref = get?.responses['200']?.content?.['application/json']?.schema;
      if (!get || !ref?.$ref) {
        return [];
      }
      return [
        {
          method: 'GET',
          path: path.replace(/\{(\w+)\}/g, ':$1'),
          query: readQueryShape(openApi, path, [
            ...parameters,
            ...(get.parameters ?? []),
          ]),
          answer: ref.$ref.replace('#/components/schemas/', ''),
        },
      ];
    })
    .sort((a, b) => a.path.split(':').length - b.path.split(':').length);
}

function readQueryShape(
  openApi: OpenApi,
  path: string,
  parameters: readonly Parameter[],
): Schema {
  const properties: Record<string, Schema> = {};
  const required: string[] = [];
  for (const parameter of parameters) {
    const { name, schema, ...rest } = parameter.$ref
      ? openApi.components.parameters[
          parameter.$ref.replace('#/components/parameters/', '')
        ]
      : parameter;
    if (name && rest.in === 'query') {
      properties[name] = schema ?? {};
      if (rest.required) {
        required.push(name);
      }
    }
  }
  return object({ ...properties, ...ZENDESK_QUERIES[path]?.query }, required);
}
