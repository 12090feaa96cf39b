export * from './formatMoney';
export * from './minorUnits';
