import type { Customer360Error } from '../api/Customer360Error';
import type { stateMessages } from '../states/messages';
import type { accessMessages } from './messages';

/** Words for a failed call about access, which are not those of a page. @internal */
export function accessErrorText(
  { kind }: Customer360Error,
  m: typeof accessMessages.messages,
  states: typeof stateMessages.messages,
): string {
  return Object.hasOwn(m.errors, kind) ? m.errors[kind] : states.errors[kind];
}
