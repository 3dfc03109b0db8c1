/** What an agent has and nobody else may find: each stands where such a thing stands in practice. */
export const PLANTED = {
  'the API key of the model client, from the environment': 'sk-proj-CanaryApiKey4Tg7Qx2Lm9Rw',
  'an environment variable of the worker': 'CanaryEnvironment6Pz1Kd8Wn3Ya',
  'a key that the provider quotes in its error message': 'sk-ant-CanaryMessage8Hv3Kp6Zd1Bn',
  'a header of the provider’s answer': 'CanaryResponseHeader5Jc9Wf2Ys7Eu',
  'the request body inside a provider’s error': 'CanaryRequestBody3Nx8Rb6Ta1Gk',
  'the answer’s body inside a provider’s error': 'CanaryResponseBody7Le2Vw5Uo9Ci',
  'the Authorization header inside an error of an HTTP client': 'CanaryAuthorization1Qs6Fj4Mb8Xt',
  'the request body inside an error of an HTTP client': 'CanaryClientBody9Ga3Zr7Hd2Kv',
  'the password in a connection string': 'CanaryPassword2Df7Mq4Xs9Vh',
  'a header without a telling shape, which the server quotes': 'canary words of a header quoted back',
  'a field of the body, which the server quotes': 'canary words of a body quoted back',
  'the password in the error behind an error': 'CanaryCause5Tn8Bw1Rc6Jy',
} as const satisfies Record<string, string>;

/** What has to be found, to show that the search finds what is there: by the place where it stands. */
export const MARKERS = {
  input: 'MarkerInTheInput',
  result: 'MarkerInAResult',
  log: 'MarkerInTheLog',
} as const;
