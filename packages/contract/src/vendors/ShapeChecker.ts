import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

type Schema = Record<string, unknown>;

const MAX_PROBLEMS = 5;

/** Compares values with the shapes of one document of JSON schemas. */
export class ShapeChecker {
  readonly #ajv: Ajv;
  readonly #compiled = new Map<string, ValidateFunction>();

  constructor(document: Schema) {
    this.#ajv = new Ajv({ strict: false, allErrors: false, verbose: false });
    addFormats(this.#ajv);
    // OpenAPI's own words for the size of a number say nothing about JSON.
    for (const format of ['int32', 'int64', 'float', 'double', 'decimal']) {
      this.#ajv.addFormat(format, true);
    }
    this.#ajv.addSchema(document, 'vendor');
  }

  /**
   * @param pointer - place of the shape in the document: `#/definitions/Customer`
   */
  problems(pointer: string, value: unknown): string[] {
    let validate = this.#compiled.get(pointer);
    if (!validate) {
      validate = this.#ajv.compile({ $ref: `vendor${pointer}` });
      this.#compiled.set(pointer, validate);
    }
    return validate(value)
      ? []
      : (validate.errors ?? []).slice(0, MAX_PROBLEMS).map(describe);
  }
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
