import type { SourceErrorReason } from '@customer-360/backstage-plugin-customer-360-node';
import type { SourceRegistry } from './SourceRegistry';
import type { SourceStatusBoard } from './SourceStatusBoard';

/** How a source is, as this instance has seen it since it started. */
export interface SourceDescription {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  readonly facets: string[];
  /** `unknown` until it has been asked. */
  readonly state: 'ok' | 'failing' | 'unknown';
  readonly failing?: SourceErrorReason;
  /** ISO 8601 UTC. */
  readonly lastSuccessAt?: string;
  readonly lastFailureAt?: string;
}

/** All configured sources with how they are. Nothing of a customer is in it. */
export function describeSources(
  sources: SourceRegistry,
  board: SourceStatusBoard,
): SourceDescription[] {
  return sources.all().map(({ id, type, title, facets }) => {
    const status = board.of(id);
    return {
      id,
      type,
      title,
      facets: Object.keys(facets),
      state: stateOf(status),
      ...status,
    };
  });
}

function stateOf(status: {
  failing?: SourceErrorReason;
  lastSuccessAt?: string;
}): SourceDescription['state'] {
  if (status.failing) {
    return 'failing';
  }
  return status.lastSuccessAt ? 'ok' : 'unknown';
}
