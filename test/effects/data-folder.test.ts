import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { expect, test } from 'vitest'
import { findDataFolder } from '../../src/effects/data-folder.ts'

test('NETSPLIT_HOME says where', async () => {
  expect(await findDataFolder({ NETSPLIT_HOME: '/somewhere/else' })).toEqual({
    ok: true,
    folder: '/somewhere/else',
  })
})

test('a relative NETSPLIT_HOME is meant from where the program was started', async () => {
  expect(await findDataFolder({ NETSPLIT_HOME: 'here' })).toEqual({
    ok: true,
    folder: join(process.cwd(), 'here'),
  })
})

test('otherwise, and where it is empty, it is the platform that says', async () => {
  for (const env of [{}, { NETSPLIT_HOME: '' }]) {
    const found = await findDataFolder(env)
    expect(found.ok && isAbsolute(found.folder) && found.folder.includes('netsplit')).toBe(true)
    if (process.platform !== 'linux' || process.env['XDG_DATA_HOME']) continue
    expect(found).toEqual({ ok: true, folder: join(homedir(), '.local', 'share', 'netsplit') })
  }
})
