import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../support/folder.ts'
import { netsplit } from '../support/program.ts'

test('compiled code is kept for the next start; whatever is found in its place, the course opens', async () => {
  const home = temporaryFolder()
  const cache = join(home, 'cache')
  const first = netsplit({ home })
  await first.waitFor('Six lessons')
  await expect.poll(() => existsSync(cache) && readdirSync(cache), { timeout: 20_000 }).toHaveLength(1)
  first.send('q')
  expect(await first.exit()).toEqual({ code: 0, signal: null })

  const [name = ''] = readdirSync(cache)
  for (const content of [Buffer.alloc(0), Buffer.from('no code at all'), Buffer.alloc(500_000, 7)]) {
    writeFileSync(join(cache, name), content)
    const again = netsplit({ home })
    await again.waitFor('Six lessons')
    again.send('q')
    expect(await again.exit()).toEqual({ code: 0, signal: null })
  }
})
