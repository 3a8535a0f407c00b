import { afterAll, beforeAll, onTestFinished } from 'vitest'

let shared: (() => unknown)[] | null = null

/** As Vitest's `onTestFinished`; what is begun for all tests of a file ends after the last of them. */
export function whenFinished(work: () => unknown): void {
  if (shared === null) onTestFinished(async () => void (await work()))
  else shared.push(work)
}

/** Begins once what all tests of a file, or of a `describe`, share; what comes back gives it in a test. */
export function sharedByTests<T>(begin: () => Promise<T>): () => T {
  let begun: { readonly value: T } | null = null
  const ends: (() => unknown)[] = []
  beforeAll(async () => {
    shared = ends
    try {
      begun = { value: await begin() }
    } finally {
      shared = null
    }
  })
  afterAll(async () => {
    for (const end of ends.reverse()) await end()
  })
  return () => {
    if (begun === null) throw new Error('it is begun before the tests, and not as they are read')
    return begun.value
  }
}
