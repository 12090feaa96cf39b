import { useEffect, useState } from 'react';
import { identityApiRef, useApi } from '@backstage/core-plugin-api';

/** Ref of who is signed in; undefined until it is known. @internal */
export function useOwnRef(): string | undefined {
  const identity = useApi(identityApiRef);
  const [ref, setRef] = useState<string>();
  useEffect(() => {
    let left = false;
    identity.getBackstageIdentity().then(
      ({ userEntityRef }) => !left && setRef(userEntityRef),
      () => undefined,
    );
    return () => {
      left = true;
    };
  }, [identity]);
  return ref;
}
