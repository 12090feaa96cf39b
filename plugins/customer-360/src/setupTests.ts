import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Pages are loaded lazily, and the first load compiles them: on a busy machine
// that takes longer than the second that is the default.
configure({ asyncUtilTimeout: 20_000 });
jest.setTimeout(40_000);
