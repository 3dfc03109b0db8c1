import { generateText } from 'ai';
import {
  answer,
  answerUnjournaled,
  failAsDatabase,
  failAsHttpClient,
  failAsProvider,
  failAsQuotingServer,
  failWithCause,
  model,
} from './steps.ts';

const STEPS = { answer, answerUnjournaled, failAsProvider, failAsHttpClient, failAsQuotingServer, failWithCause, failAsDatabase };

export type StepName = keyof typeof STEPS;

/** Asks the model. */
export async function askModel(question: string): Promise<string> {
  return (await generateText({ model, prompt: question })).text;
}

/** Runs one step, and fails when it does. */
export async function runStep(name: StepName): Promise<string> {
  return STEPS[name]();
}
