export { inboxRoutes, type InboxRoom } from './routes.ts';
export { monthFigure, recentMonths, type MonthSeries } from './month-figure.ts';
export { notify, type NewNotice } from './notice-store.ts';
export type { Figure, ListFigures, ListTasks, Sentence, Task, TaskAction } from './task.ts';
export type { PageTitles } from './page-titles.ts';
export { OverdueKinds, OverdueRowSchema } from './board-route.ts';
export { overdueBoard, type NamedDepartment, type OverdueBoard, type OverdueRow } from './overdue-board.ts';
