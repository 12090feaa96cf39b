import type { Schema } from './Allowance';

/** A call, by its method and the form of its path. */
export interface Operation {
  method: 'GET' | 'POST';
  /** With `:name` for what varies. */
  path: string;
}

/** A call that a description lacks, with its shapes written by hand. */
export interface UndescribedOperation extends Operation {
  /** Where what stands here is known from. */
  readonly reason: string;
  readonly query: Schema;
  readonly body?: Schema;
  /** A schema, or the place of one in the description. */
  readonly answer: Schema | string;
}

/** Finds the operation that a request is one of. */
export function findOperation<T extends Operation>(
  operations: readonly T[],
  method: string,
  path: string,
): T | undefined {
  const parts = path.split('/');
  return operations.find(operation => {
    const pattern = operation.path.split('/');
    return (
      operation.method === method &&
      pattern.length === parts.length &&
      pattern.every((part, at) => part.startsWith(':') || part === parts[at])
    );
  });
}

export function nameOf(operation: Operation): string {
  return `${operation.method} ${operation.path}`;
}

/** A schema of an object with these fields and no others. */
export function object(
  properties: Record<string, Schema>,
  required: readonly string[] = Object.keys(properties),
): Schema {
  return { type: 'object', properties, required, additionalProperties: false };
}
