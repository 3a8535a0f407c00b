import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { playStory } from '../support/story.ts'

const folder = new URL('stories', import.meta.url).pathname
const files = readdirSync(folder).filter(file => file.endsWith('.txt'))
const rewrite = process.env['NETSPLIT_UPDATE'] === '1'

describe('the stories of the store', () => {
  it.each(files)('%s', file => {
    const path = join(folder, file)
    const told = readFileSync(path, 'utf8')
    const played = playStory(told, `stories/${file}`)
    if (rewrite && played !== told) writeFileSync(path, played)
    else expect(played).toBe(told)
  })
})
