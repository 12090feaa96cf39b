import { useEffect, useMemo, useState } from 'react';
import { storageApiRef, useApi } from '@backstage/core-plugin-api';
import { KeysSetting } from './KeysSetting';

/** @internal */
export function useKeysSetting(): { on: boolean; setting: KeysSetting } {
  const storage = useApi(storageApiRef);
  const setting = useMemo(() => new KeysSetting(storage), [storage]);
  const [on, setOn] = useState(setting.on);
  useEffect(() => {
    setOn(setting.on);
    return setting.watch(setOn);
  }, [setting]);
  return { on, setting };
}
