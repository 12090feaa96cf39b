import { screen } from '@testing-library/react';
import { useLocation } from 'react-router-dom';

/** Tells a test what stands in the address. */
export function Address() {
  const { search } = useLocation();
  return <output data-testid="address">{search}</output>;
}

export function addressNow(): URLSearchParams {
  return new URLSearchParams(screen.getByTestId('address').textContent ?? '');
}
