import type { ReactNode } from 'react';
import type { Tone } from '../design/tokens';
import { useTokens } from '../design/useTokens';

const TINTS = { up: 'tintUp', watch: 'tintWatch', down: 'tintDown' } as const;

/** A short word on a tint: a segment, a lifecycle, a status. @internal */
export function Chip(props: { tone?: Tone; children: ReactNode }) {
  const tokens = useTokens();
  const { tone } = props;
  return (
    <span
      style={{
        background: tone ? tokens[TINTS[tone]] : tokens.chip,
        color: tone ? tokens[tone] : undefined,
        borderRadius: 10,
        padding: '2px 9px',
        fontSize: 12,
        lineHeight: '16px',
        fontWeight: 500,
        display: 'inline-block',
        whiteSpace: 'nowrap',
      }}
    >
      {props.children}
    </span>
  );
}
