const DECIMAL = /^(-?)(\d{1,30})(?:\.(\d{1,30}))?(?:[eE]([+-]?\d{1,2}))?$/;

/**
 * An exact number: a fraction of integers. Money is divided by 12, by 52/12 and
 * by percentages on its way to a month, and floating point would be off by a
 * cent often enough to be noticed.
 *
 * @public
 */
export class Rational {
  static readonly ZERO = new Rational(0n, 1n);
  static readonly ONE = new Rational(1n, 1n);

  readonly #numerator: bigint;
  /** Always positive. */
  readonly #denominator: bigint;

  private constructor(numerator: bigint, denominator: bigint) {
    const divisor = greatestCommonDivisor(numerator, denominator);
    this.#numerator = numerator / divisor;
    this.#denominator = denominator / divisor;
  }

  /**
   * From a decimal string (`"1234.5678"`, as vendors send amounts that numbers
   * cannot hold) or a number.
   *
   * @throws RangeError when it is no decimal
   */
  static of(value: string | number | bigint): Rational {
    const match = DECIMAL.exec(String(value).trim());
    if (!match) {
      throw new RangeError(`"${value}" is not a decimal number`);
    }
    const [, sign, whole, fraction = '', exponent = '0'] = match;
    const digits = BigInt(`${sign}${whole}${fraction}`);
    const scale = Number(exponent) - fraction.length;
    return scale >= 0
      ? new Rational(digits * 10n ** BigInt(scale), 1n)
      : new Rational(digits, 10n ** BigInt(-scale));
  }

  static ofFraction(numerator: number, denominator: number): Rational {
    return Rational.of(numerator).dividedBy(Rational.of(denominator));
  }

  static sum(values: Iterable<Rational>): Rational {
    let total = Rational.ZERO;
    for (const value of values) {
      total = total.plus(value);
    }
    return total;
  }

  plus(other: Rational): Rational {
    return new Rational(
      this.#numerator * other.#denominator +
        other.#numerator * this.#denominator,
      this.#denominator * other.#denominator,
    );
  }

  minus(other: Rational): Rational {
    return this.plus(other.times(Rational.of(-1)));
  }

  times(other: Rational): Rational {
    return new Rational(
      this.#numerator * other.#numerator,
      this.#denominator * other.#denominator,
    );
  }

  /** @throws RangeError when `other` is zero */
  dividedBy(other: Rational): Rational {
    if (other.#numerator === 0n) {
      throw new RangeError('Division by zero');
    }
    const sign = other.#numerator < 0n ? -1n : 1n;
    return new Rational(
      this.#numerator * other.#denominator * sign,
      this.#denominator * other.#numerator * sign,
    );
  }

  /** Negative, zero or positive, as a comparator wants it. */
  compareTo(other: Rational): number {
    const difference =
      this.#numerator * other.#denominator -
      other.#numerator * this.#denominator;
    if (difference === 0n) {
      return 0;
    }
    return difference < 0n ? -1 : 1;
  }

  equals(other: Rational): boolean {
    return this.compareTo(other) === 0;
  }

  isZero(): boolean {
    return this.#numerator === 0n;
  }

  /** The larger of the two. */
  atLeast(other: Rational): Rational {
    return this.compareTo(other) < 0 ? other : this;
  }

  /** The smaller of the two. */
  atMost(other: Rational): Rational {
    return this.compareTo(other) > 0 ? other : this;
  }

  /** The next integer towards minus infinity. */
  floor(): Rational {
    return new Rational(this.#floor(), 1n);
  }

  /** The next integer towards plus infinity. */
  ceil(): Rational {
    return this.times(Rational.of(-1)).floor().times(Rational.of(-1));
  }

  /**
   * Rounded to an integer, a half away from zero (0.5 gives 1, -0.5 gives -1):
   * how invoices are rounded and what people expect of money.
   *
   * @throws RangeError when the integer is larger than a number can hold
   */
  round(): number {
    const negative = this.#numerator < 0n;
    const magnitude = negative ? -this.#numerator : this.#numerator;
    const rounded =
      (2n * magnitude + this.#denominator) / (2n * this.#denominator);
    const value = Number(rounded);
    if (!Number.isSafeInteger(value)) {
      throw new RangeError('The amount is too large to be held exactly');
    }
    return negative && value !== 0 ? -value : value;
  }

  #floor(): bigint {
    const quotient = this.#numerator / this.#denominator;
    const exact = quotient * this.#denominator === this.#numerator;
    return this.#numerator < 0n && !exact ? quotient - 1n : quotient;
  }
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let larger = a < 0n ? -a : a;
  let smaller = b < 0n ? -b : b;
  while (smaller > 0n) {
    [larger, smaller] = [smaller, larger % smaller];
  }
  return larger === 0n ? 1n : larger;
}
