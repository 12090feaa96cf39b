export * from './AnswersInput';
export * from './composeAnswers';
