export { createDepartment } from './create-department.ts';
export {
  findAuthorityFor,
  findDepartment,
  getDepartment,
  listDepartments,
  listDepartmentsById,
} from './department-store.ts';
export type { Department, DepartmentKind, DepartmentStatement } from './department.ts';
export { ORGANIZATIONS_ERRORS } from './errors.ts';
export { departmentRoutes } from './routes.ts';
