import { createContext } from 'react';
import type { SinceLook } from '@customer-360/backstage-plugin-customer-360-common';

/** What has changed since the reader last looked, once that is known. @internal */
export const SinceLookContext = createContext<SinceLook | undefined>(undefined);
