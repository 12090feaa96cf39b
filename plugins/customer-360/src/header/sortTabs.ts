import { TAB_IDS } from '../hooks/useTabPath';
import type { CustomerHeaderProps } from './CustomerHeader';
import type { HeaderTab } from './HeaderTabs';

/** Ours in the order of the questions; what others add comes after. */
const ORDER: readonly string[] = ['', ...TAB_IDS];

/** Groups are laid flat: a customer's sections stand in one row. @internal */
export function sortTabs(tabs: CustomerHeaderProps['tabs']): HeaderTab[] {
  const place = ({ href }: HeaderTab) => {
    const index = ORDER.indexOf(href);
    return index === -1 ? ORDER.length : index;
  };
  return tabs
    .flatMap(tab => ('items' in tab ? tab.items : [tab]))
    .sort((a, b) => place(a) - place(b));
}
