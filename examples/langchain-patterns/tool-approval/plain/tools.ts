import { tool } from 'langchain';
import { z } from 'zod';

export const findBooking = tool(async ({ booking }) => JSON.stringify({ booking, euros: 310, nights: 2 }), {
  name: 'findBooking',
  description: 'Finds a booking by its number',
  schema: z.object({ booking: z.string() }),
});

export const refund = tool(async ({ booking, euros }) => `Paid back ${euros} euros, receipt R-${booking}`, {
  name: 'refund',
  description: 'Pays money back for a booking',
  schema: z.object({ booking: z.string(), euros: z.number() }),
});
