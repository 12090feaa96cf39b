import type { Tone } from '../design/tokens';
import { useTokens } from '../design/useTokens';

const SHAPES: Record<Tone, JSX.Element> = {
  down: <path d="M0 1h10L5 10z" fill="currentColor" />,
  watch: <path d="M5 0 10 5 5 10 0 5z" fill="currentColor" />,
  up: <circle cx="5" cy="5" r="5" fill="currentColor" />,
};

/**
 * Triangle, diamond or circle: a tone is told by shape as well as by colour.
 * The word beside it says the same to those who see neither.
 *
 * @internal
 */
export function ToneShape(props: { tone: Tone }) {
  const tokens = useTokens();
  return (
    <svg
      viewBox="0 0 10 10"
      width="10"
      height="10"
      aria-hidden="true"
      focusable="false"
      style={{ color: tokens[props.tone], flex: 'none' }}
    >
      {SHAPES[props.tone]}
    </svg>
  );
}
