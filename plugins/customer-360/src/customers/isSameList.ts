import type { SavedViewQuery } from '@customer-360/backstage-plugin-customer-360-common';
import { choiceOfList } from './useListParams';

/** Whether both show the same customers in the same order. @internal */
export function isSameList(
  one: SavedViewQuery,
  other: SavedViewQuery,
): boolean {
  return (
    JSON.stringify(choiceOfList(one)) === JSON.stringify(choiceOfList(other))
  );
}
