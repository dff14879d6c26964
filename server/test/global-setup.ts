import type { TestProject } from 'vitest/node';
import { joinTestCluster, type TestCluster } from './test-cluster.ts';

declare module 'vitest' {
  interface ProvidedContext {
    testCluster: TestCluster;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { leave, ...testCluster } = await joinTestCluster();
  project.provide('testCluster', testCluster);
  return leave;
}
