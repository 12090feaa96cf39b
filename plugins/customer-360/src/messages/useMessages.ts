import { useMemo } from 'react';
import { useApiHolder } from '@backstage/core-plugin-api';
import type { MessageRoom, Messages } from './MessageRoom';
import { customer360MessagesApiRef } from './MessagesApi';

/**
 * The words of a room.
 *
 * An own catalogue and not Backstage's translations: for components that run in
 * both frontend systems `useTranslationRef` exists only under `/alpha` entry
 * points, whose breaking changes would become ours.
 *
 * @internal
 */
export function useMessages<T extends Messages>(room: MessageRoom<T>): T {
  const api = useApiHolder().get(customer360MessagesApiRef);
  return useMemo(
    () => ({ ...room.messages, ...api?.overrides(room.id) }),
    [api, room],
  );
}
