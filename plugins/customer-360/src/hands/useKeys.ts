import { useEffect, useRef } from 'react';
import { isElsewhere } from './isElsewhere';
import { KeySequence, type KeyCommand, type Place } from './KeySequence';
import { useKeysSetting } from './useKeysSetting';

/** What a page does at a key; what it leaves out it does not take. @internal */
export interface KeyHandlers {
  search?(): void;
  refresh?(): void;
  evidence?(): void;
  help?(): void;
  go?: Partial<Record<Place, () => void>>;
}

/** Listens for the keys of a page, unless one has switched them off. @internal */
export function useKeys(handlers: KeyHandlers): void {
  const { on } = useKeysSetting();
  const latest = useRef(handlers);
  latest.current = handlers;
  useEffect(() => {
    if (!on) {
      return undefined;
    }
    const sequence = new KeySequence();
    const listen = (event: KeyboardEvent) => {
      if (isElsewhere(event)) {
        return;
      }
      const command = sequence.press(event.key, event.timeStamp);
      const handler = command && handlerOf(latest.current, command);
      if (handler) {
        event.preventDefault();
        handler();
      }
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [on]);
}

function handlerOf(
  handlers: KeyHandlers,
  command: KeyCommand,
): (() => void) | undefined {
  return command.id === 'go' ? handlers.go?.[command.to] : handlers[command.id];
}
