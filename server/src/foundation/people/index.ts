export { addPerson } from './add-person.ts';
export { PEOPLE_ERRORS } from './errors.ts';
export { foundPlatform, parseFounding, type Founding } from './found-platform.ts';
export { grantRole } from './grant-role.ts';
export type { GrantableRole } from './person.ts';
export { registerSystem } from './register-system.ts';
export { peopleRoomRoutes } from './routes.ts';
export {
  assertNotOtherSide,
  assertNotSamePerson,
  assertNotWriter,
  authorsOf,
  hadHand,
  withAuthors,
} from './separation.ts';
