import { Rational } from '../money/Rational';
import type { PriceTier, RecurringPrice } from './RecurringSubscription';

/**
 * What a quantity costs per billing interval, in minor units; undefined where
 * the price does not say.
 */
export function priceAmount(
  price: RecurringPrice,
  quantity: number,
): Rational | undefined {
  const units = Rational.of(quantity);
  switch (price.kind) {
    case 'per_unit':
      return Rational.of(price.unitAmount).times(
        price.package ? packages(units, price.package) : units,
      );
    case 'volume':
      return volumeAmount(price.tiers, units);
    case 'graduated':
      return graduatedAmount(price.tiers, units);
    default:
      return undefined;
  }
}

function packages(
  units: Rational,
  { size, round }: { size: number; round: 'up' | 'down' },
): Rational {
  const count = units.dividedBy(Rational.of(size));
  return round === 'up' ? count.ceil() : count.floor();
}

function volumeAmount(
  tiers: readonly PriceTier[],
  units: Rational,
): Rational | undefined {
  const tier = tiers.find(
    ({ upTo }) => upTo === undefined || units.compareTo(Rational.of(upTo)) <= 0,
  );
  return tier && flat(tier).plus(perUnit(tier).times(units));
}

function graduatedAmount(
  tiers: readonly PriceTier[],
  units: Rational,
): Rational | undefined {
  let amount = Rational.ZERO;
  let below = Rational.ZERO;
  for (const tier of tiers) {
    const end = tier.upTo === undefined ? units : Rational.of(tier.upTo);
    const inTier = end.atMost(units).minus(below);
    amount = amount.plus(flat(tier)).plus(perUnit(tier).times(inTier));
    if (tier.upTo === undefined || units.compareTo(end) <= 0) {
      return amount;
    }
    below = end;
  }
  // The quantity lies above the last tier: what it costs is not known.
  return undefined;
}

function flat(tier: PriceTier): Rational {
  return Rational.of(tier.flatAmount ?? '0');
}

function perUnit(tier: PriceTier): Rational {
  return Rational.of(tier.unitAmount ?? '0');
}
