export { createDepartment } from './create-department.ts';
export { findAuthorityFor, getDepartment, listDepartmentsById } from './department-store.ts';
export { departmentWords } from './department-words.ts';
export type { Department } from './department.ts';
export { ORGANIZATIONS_ERRORS } from './errors.ts';
export { departmentRoutes } from './routes.ts';
