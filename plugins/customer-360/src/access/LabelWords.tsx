import { useMessages } from '../messages/useMessages';
import { labelText } from './accessText';
import { accessMessages } from './messages';

/** A label in words, where it stands by itself. @internal */
export function LabelWords(props: { label: string }) {
  return <>{labelText(props.label, useMessages(accessMessages))}</>;
}
