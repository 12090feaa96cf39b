import type { VendorRequest, VendorResponse } from './types.ts';

/**
 * The named parts of a path, decoded.
 *
 * @internal
 */
export type PathParameters = Readonly<Record<string, string>>;

/** @internal */
export type RouteHandler<Call> = (
  call: Call,
  parameters: PathParameters,
) => VendorResponse | Promise<VendorResponse>;

interface Route<Call> {
  readonly method: string;
  readonly segments: readonly string[];
  readonly handler: RouteHandler<Call>;
}

/**
 * The smallest router that the vendors need: `:name` takes one segment, and
 * the route that was registered first wins.
 *
 * @internal
 */
export class Router<Call extends { readonly request: VendorRequest }> {
  readonly #routes: Route<Call>[] = [];

  on(method: string, pattern: string, handler: RouteHandler<Call>): this {
    this.#routes.push({
      method,
      segments: pattern.split('/').slice(1),
      handler,
    });
    return this;
  }

  /** `method` when the path is known and the method is not, undefined when neither is. */
  find(
    method: string,
    path: string,
  ):
    | { handler: RouteHandler<Call>; parameters: PathParameters }
    | 'method'
    | undefined {
    const segments = path.split('/').slice(1);
    let known = false;
    for (const route of this.#routes) {
      const parameters = match(route.segments, segments);
      if (parameters && route.method === method) {
        return { handler: route.handler, parameters };
      }
      known ||= parameters !== undefined;
    }
    return known ? 'method' : undefined;
  }
}

function match(
  pattern: readonly string[],
  segments: readonly string[],
): PathParameters | undefined {
  if (pattern.length !== segments.length) {
    return undefined;
  }
  const parameters: Record<string, string> = {};
  for (const [at, part] of pattern.entries()) {
    const segment = segments[at];
    if (part.startsWith(':')) {
      try {
        parameters[part.slice(1)] = decodeURIComponent(segment);
      } catch {
        return undefined;
      }
    } else if (part !== segment) {
      return undefined;
    }
  }
  return parameters;
}
