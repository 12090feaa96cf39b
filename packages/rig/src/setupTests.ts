// Real servers start and end, on machines that are busy with other things.
jest.setTimeout(60_000);
