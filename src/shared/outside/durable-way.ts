/** What to do with code that only an activity can run. The linter says it, the bundler, and a run that comes to such code. */
export const IN_A_DURABLE_MODULE = 'Put what needs it into a durable module, as durable(async (…) => …), and import it from there';

/** Of what works in workflow code once it is durable, such as a model whose client asks the network. */
export const MAKE_IT_DURABLE =
  'Export the model, tool or function from a durable module, wrapped with durable(...), and import it from there: each call of it is then an activity.';
