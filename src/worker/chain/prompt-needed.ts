/** Thrown out of the call when a part of its prompt is nowhere to be found; the workflow is asked for it. Nobody's error. */
export class PromptNeeded extends Error {
  readonly prompt: boolean;
  readonly settings: boolean;

  constructor({ prompt, settings }: { prompt: boolean; settings: boolean }) {
    super('A part of the prompt is not known here.');
    this.prompt = prompt;
    this.settings = settings;
  }
}
