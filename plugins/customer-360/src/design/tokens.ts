/**
 * Our own colours. The theme's status colours fail the 3:1 that WCAG 1.4.11
 * asks of graphics (ok is 2.59:1 on white, warning 2.16:1), so text and marks
 * use these; `tokens.test.ts` measures them against every surface they stand on.
 *
 * @internal
 */
export interface Tokens {
  up: string;
  watch: string;
  down: string;
  /** Secondary text. */
  soft: string;
  /** Hairlines between rows; decoration only. */
  line: string;
  /** Lines and bars of small graphics. */
  spark: string;
  /** Empty part of a bar. */
  track: string;
  chip: string;
  tintUp: string;
  tintWatch: string;
  tintDown: string;
}

/** @internal */
export const lightTokens: Tokens = {
  up: '#2b772f',
  watch: '#8a5200',
  down: '#b3261e',
  soft: '#5a5f66',
  line: '#e3e3e6',
  spark: '#4f74ab',
  track: '#dfe3e9',
  chip: '#eceff3',
  tintUp: '#e8f3e9',
  tintWatch: '#fbf0de',
  tintDown: '#fbe9e7',
};

/** @internal */
export const darkTokens: Tokens = {
  up: '#86d48a',
  watch: '#f2b85c',
  down: '#ffa79e',
  soft: '#c8c8c8',
  line: '#5a5a5a',
  spark: '#9db8e0',
  track: '#5c5c5c',
  chip: '#4d4d4d',
  tintUp: '#24402a',
  tintWatch: '#473617',
  tintDown: '#4a2320',
};

/** @internal */
export function tokensFor(type: 'light' | 'dark'): Tokens {
  return type === 'dark' ? darkTokens : lightTokens;
}

/** @internal */
export type Tone = 'down' | 'watch' | 'up';
