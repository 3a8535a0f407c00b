import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** Tests read the sources as they are; only the end-to-end tests use the built program (`npm test` builds first). */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    // Both cores of a small machine: left to itself Vitest keeps one of two free.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Files share what they import: reading it anew for each of them took two fifths of all the time.
    isolate: false,
    // In the soak there are forty times as many seeds.
    testTimeout: process.env['NETSPLIT_SOAK'] ? 3_600_000 : 60_000,
    hookTimeout: 120_000,
    // Ink draws nothing until exit where CI is set, in tests too.
    env: { CI: '', CONTINUOUS_INTEGRATION: '' },
  },
})
