import type { Answers } from '../../view/answers';
import { DEFAULT_RULE_SETTINGS } from '../settings/RuleSettings';
import type { AnswersInput } from './AnswersInput';
import { nextAnswer } from './nextAnswer';
import { paysAnswer } from './paysAnswer';
import { relationshipAnswer } from './relationshipAnswer';
import { renewsAnswer } from './renewsAnswer';
import { threadsAnswer } from './threadsAnswer';
import { usesAnswer } from './usesAnswer';

/**
 * The six answers, made of what the reader may see and nothing else. Each says
 * where it comes from, how old the oldest of its inputs is, and what is missing.
 *
 * @public
 */
export function composeAnswers(
  input: Omit<AnswersInput, 'settings'> & Partial<AnswersInput>,
): Answers {
  const complete = { settings: DEFAULT_RULE_SETTINGS, ...input };
  return {
    pays: paysAnswer(complete),
    renews: renewsAnswer(complete),
    uses: usesAnswer(complete),
    relationship: relationshipAnswer(complete),
    threads: threadsAnswer(complete),
    next: nextAnswer(complete),
  };
}
