/** A call that we know the description of. */
export interface Operation {
  method: 'GET' | 'POST';
  /** With `:name` for what varies. */
  path: string;
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
