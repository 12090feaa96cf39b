import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { Schema } from './Allowance';

const MAX_PROBLEMS = 5;

/** Compares values with the shapes of one document of JSON schemas. */
export class ShapeChecker {
  readonly #body: Ajv;
  /** In a query all is text: `limit=10` is a number there. */
  readonly #query: Ajv;
  readonly #compiled = new Map<string, ValidateFunction>();

  constructor(document: Schema) {
    this.#body = createAjv(document, false);
    this.#query = createAjv(document, true);
  }

  /**
   * @param shape - a schema, or its place in the document:
   *   `#/definitions/Customer`
   */
  problems(shape: string | Schema, value: unknown): string[] {
    return this.#compare(this.#body, 'body', shape, value);
  }

  /** @param query - flat or nested, as the vendor reads it */
  queryProblems(shape: string | Schema, query: Schema): string[] {
    // Reading text as what it stands for changes the value.
    return this.#compare(this.#query, 'query', shape, structuredClone(query));
  }

  #compare(
    ajv: Ajv,
    kind: string,
    shape: string | Schema,
    value: unknown,
  ): string[] {
    const key = `${kind} ${
      typeof shape === 'string' ? shape : JSON.stringify(shape)
    }`;
    let validate = this.#compiled.get(key);
    if (!validate) {
      validate = ajv.compile(
        typeof shape === 'string' ? { $ref: `vendor${shape}` } : shape,
      );
      this.#compiled.set(key, validate);
    }
    return validate(value)
      ? []
      : (validate.errors ?? []).slice(0, MAX_PROBLEMS).map(describe);
  }
}

function createAjv(document: Schema, coerceTypes: boolean): Ajv {
  const ajv = new Ajv({ strict: false, coerceTypes });
  addFormats(ajv);
  // OpenAPI's own words for the size of a number say nothing about JSON.
  for (const format of ['int32', 'int64', 'float', 'double', 'decimal']) {
    ajv.addFormat(format, true);
  }
  // Zendesk writes both, and means the first.
  ajv.addFormat('datetime', {
    validate: (value: string) => !Number.isNaN(Date.parse(value)),
  });
  ajv.addSchema(document, 'vendor');
  return ajv;
}

function describe(error: ErrorObject): string {
  const extra =
    error.keyword === 'additionalProperties'
      ? ` "${error.params.additionalProperty}"`
      : '';
  return `${error.instancePath || '/'} ${error.message}${extra}`;
}

/**
 * Refuses fields that a shape does not name, wherever it names any: a sandbox
 * that invents a field, or a parameter that the vendor does not know.
 */
export function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) {
    return schema.map(closed);
  }
  if (typeof schema !== 'object' || schema === null) {
    return schema;
  }
  const copy: Schema = {};
  for (const [key, value] of Object.entries(schema)) {
    copy[key] = closed(value);
  }
  if (
    copy.type === 'object' &&
    copy.properties !== undefined &&
    copy.additionalProperties === undefined
  ) {
    copy.additionalProperties = false;
  }
  return copy;
}
