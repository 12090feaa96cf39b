import type { HealthSummary } from '@customer-360/backstage-plugin-customer-360-common';
import { useTokens } from '../design/useTokens';
import { healthTone } from './healthTone';

const WIDTH = 118;
const GAP = 3;
const HEIGHTS = { up: 8, watch: 6, down: 4 } as const;

/**
 * One block per part of a score: high, middle and low stand at three heights as
 * well as in three colours; a part without data is an empty outline.
 *
 * @internal
 */
export function HealthParts(props: {
  health: Pick<HealthSummary, 'parts' | 'scale' | 'direction'>;
  label: string;
}) {
  const { parts } = props.health;
  const tokens = useTokens();
  const width = (WIDTH - GAP * (parts.length - 1)) / parts.length;
  return (
    <svg
      role="img"
      aria-label={props.label}
      viewBox={`0 0 ${WIDTH} 8`}
      width={WIDTH}
      height={8}
    >
      {parts.map(({ key, score }, index) => {
        const x = index * (width + GAP);
        if (score === undefined) {
          return (
            <rect
              key={key}
              x={x + 0.5}
              y="0.5"
              width={width - 1}
              height="7"
              rx="2.5"
              fill="none"
              stroke={tokens.soft}
              strokeDasharray="3 2"
            />
          );
        }
        const tone = healthTone(score, props.health);
        return (
          <rect
            key={key}
            x={x}
            y={8 - HEIGHTS[tone]}
            width={width}
            height={HEIGHTS[tone]}
            rx="2.5"
            fill={tokens[tone]}
          />
        );
      })}
    </svg>
  );
}
