/** What one way of getting the server program came to: where it is, or why this way did not work. */
export type BinaryResult = { readonly path: string } | { readonly problem: string };
