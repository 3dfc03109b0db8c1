/** An error with the given fields, and a class name when `className` is stated. */
export function errorOf({
  className = 'Error',
  message = '',
  ...fields
}: {
  className?: string;
  message?: string;
  [field: string]: unknown;
}): Error {
  const Parent = Error;
  const Named = { [className]: class extends Parent {} }[className] ?? Error;
  return Object.assign(className === 'Error' ? new Error(message) : new Named(message), fields);
}
