import type { ReactNode } from 'react';
import type { Tone } from '../design/tokens';
import { useTokens } from '../design/useTokens';
import { ToneShape } from './ToneShape';

/** Words in a tone, with its shape before them. @internal */
export function ToneText(props: {
  tone: Tone;
  strong?: boolean;
  children: ReactNode;
}) {
  const tokens = useTokens();
  return (
    <span
      style={{
        color: tokens[props.tone],
        fontWeight: props.strong ? 600 : undefined,
      }}
    >
      <ToneShape tone={props.tone} /> {props.children}
    </span>
  );
}
