import { shiftClock } from './ShiftedDate';

// Before anything else is imported: what keeps `Date` or its time is wrong too.
shiftClock(JSON.parse(process.env.PORTAL_OPTIONS ?? '{}').clockOffsetMs ?? 0);
