import { addDays, chinaCalendar, startOfDay } from '@tandem/calendar';
import { Type } from 'typebox';
import { AppError } from '../app-error.ts';
import type { Tx } from '../database/transaction.ts';
import type { App } from '../http/app.ts';

const MOVE_REFUSED = 'TD001';

/** Forward to 09:00 in Asia/Shanghai of the day that is `workingDays` working days from today; with none, a second. */
function shiftMs(tx: Tx, workingDays: number): number {
  if (workingDays === 0) return 1000;
  const target = chinaCalendar.addWorkingDays(tx.today, workingDays);
  const date = target.ok ? target.date : addDays(tx.today, workingDays);
  const nineOClock = startOfDay(date).getTime() + 9 * 3_600_000;
  return Math.max(1000, nineOClock - tx.now.getTime());
}

async function moveClock(tx: Tx, workingDays: number): Promise<{ now: string }> {
  try {
    const result = await tx.client.query<{ now: Date }>(
      `select platform.move_clock($1 * interval '1 millisecond') as now`,
      [shiftMs(tx, workingDays)],
    );
    return { now: (result.rows[0]?.now ?? tx.now).toISOString() };
  } catch (error) {
    if ((error as { code?: string }).code !== MOVE_REFUSED) throw error;
    throw new AppError({ code: 'PLATFORM_CLOCK_FIXED', status: 403, cause: error });
  }
}

/**
 * The clock that only a demonstration city has. Everywhere else the database itself refuses
 * (`platform.move_clock`), so no setting of a server process can let it through. `afterMove` does at once what
 * the sweeps would do within the minute.
 */
export function demoClockRoutes(app: App, afterMove: () => Promise<void>): void {
  app.post(
    '/api/v1/demo/clock',
    {
      schema: {
        summary: 'Move the clock of a demonstration city forward by working days',
        description: 'What is due by then happens at once; with 0 days, what is due now.',
        tags: ['demo'],
        body: Type.Object(
          { workingDays: Type.Integer({ minimum: 0, maximum: 60 }) },
          { additionalProperties: false },
        ),
        response: { 200: Type.Object({ now: Type.String() }) },
      },
      config: { allow: ['systemOperator'] },
    },
    async (request) => {
      const moved = await request.transact((tx) => moveClock(tx, request.body.workingDays));
      await afterMove();
      return moved;
    },
  );
}
