export { ACCOUNT_STANDINGS, countAccountStandings, countExpiringClients } from './account-standings.ts';
export { getAccountSettings, type AccountSettings } from './account-store.ts';
export { listAccounts, listDemoAccounts, type AccountView } from './account-list.ts';
export {
  createAccount,
  createDemoAccount,
  DEMO_PASSWORD,
  resetAccount,
  switchAccount,
  unlockAccount,
  type IssuedAccount,
} from './administer-accounts.ts';
export {
  LONGEST_KEY_DAYS,
  registerKey,
  registerSystemClient,
  revokeKey,
  switchSystemClient,
} from './administer-systems.ts';
export { createAuthenticate } from './authenticate.ts';
export { clientOf } from './client-of.ts';
export { signOut } from './end-sessions.ts';
export { IDENTITY_ERRORS } from './errors.ts';
export { openIdentity, type Identity } from './identity.ts';
export { oidcRoutes } from './oidc-routes.ts';
export { Code, ownAccountRoutes, Password } from './own-account-routes.ts';
export { putPrincipal, putPrincipalsDepartment, type PrincipalDepartment } from './principal-store.ts';
export { resolveActor } from './resolve-actor.ts';
export { clearSessionCookie, readSessionCookie, writeSessionCookie } from './session-cookie.ts';
export { sessionOf } from './session-of.ts';
export { endActing, setActing, type ActingChoice } from './session-store.ts';
export { hashSignedBodies } from './signature/body-digest.ts';
export { signIn } from './sign-in.ts';
export { identityJobs } from './sweep-identity.ts';
export {
  listKeys,
  listSystemClients,
  type SystemClientRow,
  type SystemKeyRow,
} from './system-client-store.ts';
