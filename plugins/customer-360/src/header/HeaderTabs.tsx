import { useMessages } from '../messages/useMessages';
import { TabLinks } from '../parts/TabLinks';
import { previewSearch, usePreview } from '../view/usePreview';
import { headerMessages } from './messages';

/** A tab as the catalog's entity page gives it. @internal */
export interface HeaderTab {
  id: string;
  label: string;
  href: string;
}

/** The tabs of a customer, with the number of changes, not of rows. @internal */
export function HeaderTabs(props: {
  tabs: readonly HeaderTab[];
  activeTabId?: string;
  base: string;
  changes: ReadonlyMap<string, number>;
}) {
  const m = useMessages(headerMessages);
  const search = previewSearch(usePreview());
  return (
    <TabLinks
      label={m.sections}
      tabs={props.tabs.map(({ id, label, href }) => {
        const value = props.changes.get(href) ?? 0;
        return {
          id,
          label,
          to: `${href ? `${props.base}/${href}` : props.base}${search}`,
          current: id === props.activeTabId,
          count: value > 0 ? { value, text: m.changes(value) } : undefined,
        };
      })}
    />
  );
}
