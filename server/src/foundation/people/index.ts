export { addPerson } from './add-person.ts';
export { fileDelegation } from './file-delegation.ts';
export { grantRole } from './grant-role.ts';
export { PEOPLE_ERRORS } from './errors.ts';
export { getPerson, listPeopleWithRole } from './person-store.ts';
export { GRANTABLE_ROLES, type GrantableRole, type Person } from './person.ts';
export { registerSystem } from './register-system.ts';
export { peopleRoomRoutes } from './routes.ts';
export { assertNotFiler, assertNotSamePerson } from './separation.ts';
