import type { StepHeader } from '../../shared/contract/step-header.js';
import { createAsyncLocalStorage } from '../sandbox-async-local-storage.js';

/** Hands the header from the slot that schedules to the interceptor that may write headers. */
export const stepHeaderStorage = createAsyncLocalStorage<StepHeader>();
