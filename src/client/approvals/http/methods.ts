/** `GET` and `HEAD` show, `POST` decides. */
export const METHODS: readonly string[] = ['GET', 'HEAD', 'POST'];
