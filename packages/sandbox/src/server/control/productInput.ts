import type { ProductChange } from '../../product-database/ProductChanges.ts';
import type { ControlledSandbox } from '../controlApi.ts';
import {
  ControlInputError,
  optionalNumber,
  optionalText,
  text,
} from '../controlInput.ts';
import type { Fields } from '../controlInput.ts';

const COUNT = { min: 0, max: 1_000_000_000 };

/** `{ accountId, kind, … }` of `POST /product/changes`. @internal */
export function productChange(
  { world }: ControlledSandbox,
  fields: Fields,
): ProductChange {
  const accountId = text(fields, 'accountId');
  const index = world.indexOf('product', accountId);
  if (index === undefined || world.company(index).ids.product !== accountId) {
    throw new ControlInputError(
      '"accountId" must be the id of a product account.',
    );
  }
  const count = (name: string) => {
    const value = optionalNumber(fields, name, COUNT);
    if (value === undefined || !Number.isInteger(value)) {
      throw new ControlInputError(`"${name}" must be a whole number.`);
    }
    return value;
  };
  switch (fields.kind) {
    case 'activity':
      return {
        accountId,
        kind: 'activity',
        day: dayOf(fields, 'day'),
        activeUsers: count('activeUsers'),
        events: count('events'),
      };
    case 'feature':
      return {
        accountId,
        kind: 'feature',
        featureKey: text(fields, 'featureKey'),
        week: dayOf(fields, 'week'),
        users: count('users'),
      };
    case 'plan':
      return { accountId, kind: 'plan', plan: text(fields, 'plan') };
    case 'seats':
      return { accountId, kind: 'seats', seats: count('seats') };
    case 'flag': {
      const { enabled } = fields;
      if (typeof enabled !== 'boolean') {
        throw new ControlInputError('"enabled" must be true or false.');
      }
      return {
        accountId,
        kind: 'flag',
        flagKey: text(fields, 'flagKey'),
        enabled,
      };
    }
    default:
      throw new ControlInputError(
        '"kind" must be one of activity, feature, plan, seats, flag.',
      );
  }
}

function dayOf(fields: Fields, name: string): string | undefined {
  const day = optionalText(fields, name);
  if (day !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(day)) {
    throw new ControlInputError(`"${name}" must be a day, YYYY-MM-DD.`);
  }
  return day;
}
