import type { ReactNode } from 'react';
import type { CallState } from '../hooks/useCall';
import { CardSkeleton } from '../parts/CardSkeleton';
import { SectionCard } from '../parts/SectionCard';
import { ErrorNotice } from '../states/ErrorNotice';

/** A card for one answer of the service: skeleton, error, or what it says. @internal */
export function CallCard<T>(props: {
  title: string;
  call: CallState<T>;
  rows?: number;
  children(value: T): ReactNode;
}) {
  const { value, error, loading, retry } = props.call;
  return (
    <SectionCard title={props.title} busy={loading}>
      {error && <ErrorNotice error={error} retry={retry} />}
      {value !== undefined && props.children(value)}
      {value === undefined && !error && <CardSkeleton rows={props.rows ?? 5} />}
    </SectionCard>
  );
}
