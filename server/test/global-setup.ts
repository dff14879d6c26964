import type { TestProject } from 'vitest/node';
import { joinTestServer, type TestServer } from './test-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { leave, ...testServer } = await joinTestServer();
  project.provide('testServer', testServer);
  return leave;
}
