import { useTheme } from '@material-ui/core/styles';
import { tokensFor, type Tokens } from './tokens';

/** @internal */
export function useTokens(): Tokens {
  return tokensFor(useTheme().palette.type);
}
