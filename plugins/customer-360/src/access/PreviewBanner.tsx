import { useSearchParams } from 'react-router-dom';
import VisibilityIcon from '@material-ui/icons/Visibility';
import { useTokens } from '../design/useTokens';
import { useMessages } from '../messages/useMessages';
import { TextButton } from '../parts/TextButton';
import { usePreview, withoutPreview } from '../view/usePreview';
import { accessMessages } from './messages';

/** Says all the time that the page is looked at through other eyes. @internal */
export function PreviewBanner() {
  const preview = usePreview();
  const tokens = useTokens();
  const m = useMessages(accessMessages);
  const [, setParams] = useSearchParams();
  if (!preview) {
    return null;
  }
  return (
    <div
      role="status"
      style={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: 8,
        background: tokens.tintWatch,
        borderRadius: 6,
        padding: '5px 10px',
        margin: '2px 0 6px',
      }}
    >
      <VisibilityIcon aria-hidden="true" style={{ fontSize: 16 }} />
      <span style={{ flex: 1 }}>
        {m.previewBanner(preview.role, m.previewScopes[preview.scope])}
      </span>
      <TextButton onClick={() => setParams(withoutPreview)}>
        {m.previewEnd}
      </TextButton>
    </div>
  );
}
