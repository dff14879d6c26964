import { chinaCalendar, parseLocalDate } from '@tandem/calendar';
import { Type } from 'typebox';
import type { App } from '../../platform/http/app.ts';
import { clockError } from './errors.ts';

/** What-if questions to the calendar: when would a limit end. */
export function calendarRoutes(app: App): void {
  app.get(
    '/api/v1/calendar/due-day',
    {
      schema: {
        summary: 'The last day of a limit of working days; the start day is not counted',
        description:
          'Null with `unpublishedYear` when the holiday arrangement of that year is not published yet.',
        tags: ['calendar'],
        querystring: Type.Object(
          {
            from: Type.String({ format: 'date' }),
            workingDays: Type.Integer({ minimum: 1, maximum: 250 }),
          },
          { additionalProperties: false },
        ),
        response: {
          200: Type.Object({
            dueOn: Type.Union([Type.String(), Type.Null()]),
            unpublishedYear: Type.Union([Type.Integer(), Type.Null()]),
          }),
        },
      },
      config: { allow: 'public' },
    },
    async (request) => {
      const from = parseLocalDate(request.query.from);
      if (from === undefined)
        throw clockError('CLOCK_LIMIT_INVALID', { params: { workingDays: request.query.from } });
      const due = chinaCalendar.addWorkingDays(from, request.query.workingDays);
      return due.ok ? { dueOn: due.date, unpublishedYear: null } : { dueOn: null, unpublishedYear: due.year };
    },
  );
}
