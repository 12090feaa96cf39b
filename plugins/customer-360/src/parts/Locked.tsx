import type { ReactNode } from 'react';
import LockIcon from '@material-ui/icons/Lock';
import { useTokens } from '../design/useTokens';

/** A lock and a sentence: what is restricted must never look empty. @internal */
export function Locked(props: {
  children: ReactNode;
  /** What can be done about it. */
  action?: ReactNode;
}) {
  const tokens = useTokens();
  return (
    <div
      style={{
        display: 'flex',
        alignItems: 'center',
        gap: 8,
        background: tokens.chip,
        borderRadius: 6,
        padding: '6px 9px',
        fontSize: 12,
      }}
    >
      <LockIcon aria-hidden="true" style={{ fontSize: 15, flex: 'none' }} />
      <span
        style={{
          flex: 1,
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          justifyContent: 'space-between',
          gap: '2px 12px',
        }}
      >
        <span style={{ flex: '1 1 240px' }}>{props.children}</span>
        {props.action}
      </span>
    </div>
  );
}
