import type { ProductKey } from '../products.ts';
import type { Segment } from '../types.ts';

export const PLAN_OF: Readonly<Record<Segment, ProductKey>> = {
  enterprise: 'scale',
  'mid-market': 'growth',
  smb: 'team',
};
