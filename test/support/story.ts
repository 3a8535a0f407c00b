import { commandNamed } from './story-commands.ts'
import { Stage } from './story-stage.ts'

/**
 * A story is a protocol test that can be read: blocks of commands, a line `----`, and what came of them, as in etcd's
 * `testdata`. Lines that begin with `#` tell why. Blocks are separated by an empty line.
 */
interface Block {
  /** Comments and commands, as they stand in the file, with the line of each. */
  readonly lines: readonly { readonly text: string; readonly line: number }[]
  /** Null for a block of comments only. */
  readonly output: readonly string[] | null
}

const RULE = '----'

/** Plays a story on a cluster of its own, and gives it back as it should read: with the outputs that really came. */
export function playStory(text: string, file: string): string {
  const stage = new Stage()
  return `${blocksOf(text, file)
    .map(block => playBlock(stage, block, file))
    .join('\n\n')}\n`
}

function playBlock(stage: Stage, { lines, output }: Block, file: string): string {
  const told = lines.map(({ text }) => text)
  if (output === null) return told.join('\n')
  const came: string[] = []
  for (const { text, line } of lines) {
    if (text.startsWith('#')) continue
    const words = text.split(/\s+/).filter(word => word !== '')
    try {
      came.push(...commandNamed(stage, words)(stage, words))
    } catch (error) {
      throw new Error(`${file}:${line}: «${text}»: ${error instanceof Error ? error.message : error}`)
    }
  }
  const result = came.map(line => line.trimEnd()).filter(line => line !== '')
  return [...told, RULE, ...(result.length > 0 ? result : ['ok'])].join('\n')
}

function blocksOf(text: string, file: string): readonly Block[] {
  const blocks: Block[] = []
  let lines: Block['lines'][number][] = []
  let output: string[] | null = null
  const close = () => {
    const commands = lines.filter(({ text }) => !text.startsWith('#'))
    const [first] = commands
    if (output === null && first)
      throw new Error(`${file}:${first.line}: a command without «${RULE}» after it`)
    if (lines.length > 0) blocks.push({ lines, output })
    lines = []
    output = null
  }
  text.split('\n').forEach((row, index) => {
    if (row.trim() === '') close()
    else if (row === RULE && output === null) output = []
    else if (output === null) lines.push({ text: row, line: index + 1 })
    else output.push(row)
  })
  close()
  return blocks
}
