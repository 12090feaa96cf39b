import { capitalize } from './capitalize';

/** Words of the service as a sentence of their own: capital first, full stop last. @internal */
export function toSentence(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') {
    return '';
  }
  const capital = capitalize(trimmed);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}
