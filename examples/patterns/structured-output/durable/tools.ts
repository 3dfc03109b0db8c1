import { tool } from 'ai';
import { z } from 'zod';

const RATES: Readonly<Record<string, number>> = { EUR: 1, CHF: 1.05, USD: 0.92 };

export const toEuros = tool({
  description: 'Converts an amount to euros',
  inputSchema: z.object({ amount: z.number(), currency: z.string() }),
  execute: async ({ amount, currency }) => Math.round(amount * (RATES[currency] ?? Number.NaN) * 100) / 100,
});
