import { useState, type ReactNode } from 'react';
import { useUniqueId } from '../hooks/useUniqueId';
import { useMessages } from '../messages/useMessages';
import { partsMessages } from './messages';
import { TextButton } from './TextButton';

/** @internal */
export interface DataCell {
  id: string;
  title: string;
  className?: string;
  content: ReactNode;
}

/**
 * A row, and below it by a button what else is known of it.
 *
 * @internal
 */
export function DataRow(props: {
  cells: readonly DataCell[];
  /** Asked for only when somebody opens it. */
  details?: () => ReactNode;
  /** Tells the table again what it is where its display is no table's. */
  roles?: boolean;
}) {
  const { cells, details, roles } = props;
  const m = useMessages(partsMessages);
  const id = useUniqueId();
  const [open, setOpen] = useState(false);
  const row = roles ? 'row' : undefined;
  const cell = roles ? 'cell' : undefined;
  return (
    <>
      <tr role={row}>
        {cells.map(({ id: key, className, content, title }) => (
          <td key={key} role={cell} className={className} data-title={title}>
            {content}
          </td>
        ))}
        {details && (
          <td role={cell} style={{ whiteSpace: 'nowrap' }}>
            <TextButton
              expanded={open}
              controls={id}
              onClick={() => setOpen(!open)}
            >
              {open ? m.less : m.details}
            </TextButton>
          </td>
        )}
      </tr>
      {details && (
        <tr id={id} role={row} hidden={!open}>
          <td role={cell} colSpan={cells.length + 1}>
            {open && details()}
          </td>
        </tr>
      )}
    </>
  );
}
