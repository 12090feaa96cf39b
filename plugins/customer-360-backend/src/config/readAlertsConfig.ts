import type { Config } from '@backstage/config';
import {
  INDICATOR_KINDS,
  type IndicatorKind,
} from '@customer-360/backstage-plugin-customer-360-common';

/** What people are told of without asking. */
export interface AlertsConfig {
  /** Those that are told of; none where nobody is told anything. */
  readonly kinds: readonly IndicatorKind[];
  /** False where it is said that something has changed, and nothing of it. */
  readonly withDetails: boolean;
}

/**
 * @param config - `customer360.alerts`
 * @throws Error naming the key where it names no indicator
 */
export function readAlertsConfig(config: Config | undefined): AlertsConfig {
  const left = config?.getOptionalStringArray('exclude') ?? [];
  for (const id of left) {
    if (!INDICATOR_KINDS.some(kind => kind.id === id)) {
      throw new Error(
        `customer360.alerts.exclude: "${id}" names no indicator; there are: ${INDICATOR_KINDS.map(
          kind => kind.id,
        ).join(', ')}`,
      );
    }
  }
  return {
    kinds:
      config?.getOptionalBoolean('enabled') === false
        ? []
        : INDICATOR_KINDS.filter(({ id }) => !left.includes(id)),
    withDetails: config?.getOptionalBoolean('details') ?? true,
  };
}
