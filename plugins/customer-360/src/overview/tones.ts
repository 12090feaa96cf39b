import type {
  AnswerId,
  Indicator,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { Tone } from '../design/tokens';

/**
 * Tone of an answer: only a rule of the service gives one, the page never
 * judges a figure by itself.
 *
 * @internal
 */
export function toneOf(
  indicators: readonly Indicator[],
  answer: AnswerId,
): Tone | undefined {
  const tones = indicators
    .filter(indicator => indicator.answer === answer)
    .map(({ tone }) => tone);
  return (['down', 'watch', 'up'] as const).find(tone => tones.includes(tone));
}
