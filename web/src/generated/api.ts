/**
 * Placeholder until `tools/openapi` writes this file from the server's OpenAPI document.
 * It types only what the foundation itself calls.
 */
interface SessionAnswer {
  person: { id: string; name: string };
  department: {
    id: string;
    name: string;
    shortName: string;
    creditCode: string;
    level: string;
    divisionCode: string;
  };
  roles: string[];
  language: string;
  mustChangePassword: boolean;
  demo: boolean;
  now: string;
  platformName: { zh: string; en: string };
}

interface Answer<Body> {
  headers: Record<string, unknown>;
  content: { 'application/json': Body };
}

interface NoParameters {
  query?: never;
  header?: never;
  path?: never;
  cookie?: never;
}

export interface paths {
  '/api/v1/session': {
    parameters: NoParameters;
    get: { parameters: NoParameters; requestBody?: never; responses: { 200: Answer<SessionAnswer> } };
    post: {
      parameters: NoParameters;
      requestBody: { content: { 'application/json': { account: string; password: string; code?: string } } };
      responses: { 200: Answer<SessionAnswer> };
    };
    delete: {
      parameters: NoParameters;
      requestBody?: never;
      responses: { 204: { headers: Record<string, unknown>; content?: never } };
    };
  };
  '/api/v1/session/options': {
    parameters: NoParameters;
    get: {
      parameters: NoParameters;
      requestBody?: never;
      responses: {
        200: Answer<{
          oidc: { id: string; label: string }[];
          demoAccounts: { account: string; password: string; name: string; department: string; role: string }[];
        }>;
      };
    };
  };
}
