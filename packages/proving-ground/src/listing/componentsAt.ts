import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import type { Companies } from './Companies';

const LOCATION = 'url:https://proving-ground.example/components';

/** Plain components, with as many fields and owners as a customer has. */
export function componentsAt(
  start: number,
  count: number,
  { people }: Companies,
): Entity[] {
  return Array.from({ length: count }, (_, i) => {
    const at = start + i;
    return {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: `component-${String(at).padStart(7, '0')}`,
        title: `Component ${at} of the anchor`,
        annotations: {
          [ANNOTATION_LOCATION]: LOCATION,
          [ANNOTATION_ORIGIN_LOCATION]: LOCATION,
          'proving-ground.example/domain': `component-${at}.example`,
        },
      },
      spec: {
        type: 'service',
        lifecycle: 'active',
        segment: 'enterprise',
        owner: `user:default/p${at % people}`,
        ...(at % 10 > 0 && {
          subcomponentOf: `component:default/component-${String(
            at - (at % 10),
          ).padStart(7, '0')}`,
        }),
      },
    };
  });
}
