import { stat } from 'node:fs/promises'
import { extname } from 'node:path'
import { type AppState, learnedIn } from '../app/app.ts'
import { findDataFolder } from '../effects/data-folder.ts'
import { reason } from '../effects/failure.ts'
import { openProgressFile } from '../effects/progress-file.ts'
import { printable } from '../model/problem.ts'
import { type Card, cardMarkdown, cardOf, cardText } from '../tui/card/card.ts'
import { cardSvg } from '../tui/card/card-svg.ts'
import { aside, BadInput, EXIT, isBadInput, type ScreenEnv } from './io.ts'
import { openLessons, wholeCourse } from './lessons.ts'
import { writeWhole } from './svg-file.ts'

interface CardOptions {
  readonly md?: boolean
  readonly svg?: boolean
  readonly name?: string
}

const NAME_LENGTH_MAX = 60

/**
 * Writes the card of an open course beside where netsplit was started, under a name that is free. It comes back as a
 * word for the learner, and never throws.
 */
export async function writeCard(state: AppState, format: 'svg' | 'md'): Promise<string> {
  const { course, challenges, progress } = state
  const made = cardOf(course.title, learnedIn(course, challenges, progress), null, today())
  try {
    for (let count = 1; ; count += 1) {
      const file = `netsplit-card${count === 1 ? '' : `-${count}`}.${format}`
      if (await stat(file).catch(() => null)) continue
      await writeWhole(written(made, format), file, 'the card')
      return `✓ Written: ${file}`
    }
  } catch (error) {
    return isBadInput(error) ? error.message : reason(error)
  }
}

function today(): string {
  return new Date().toISOString().slice(0, 10)
}

/** `netsplit card`: what the learner did, to keep or to show; as the option says, or as the file's name ends. */
export async function card(file: string | undefined, options: CardOptions, env: ScreenEnv): Promise<number> {
  if (options.md && options.svg)
    throw new BadInput('netsplit: card is written with --md or --svg, not with both')
  const { course, challenges } = wholeCourse(openLessons(env.lessons))
  const loaded = await openProgressFile(await findDataFolder(env.env)).load()
  for (const message of loaded.messages) aside(env, `${message}\n`)
  const learned = learnedIn(course, challenges, loaded.progress)
  const made = cardOf(course.title, learned, nameOf(options.name), today())
  const text = written(made, formatOf(file, options))
  if (file === undefined) env.stdout.write(text)
  else await writeWhole(text, file, 'the card')
  return EXIT.DONE
}

type Format = 'text' | 'md' | 'svg'

function formatOf(file: string | undefined, { md, svg }: CardOptions): Format {
  if (md) return 'md'
  if (svg) return 'svg'
  const end = extname(file ?? '').toLowerCase()
  return end === '.svg' ? 'svg' : end === '.md' ? 'md' : 'text'
}

function written(made: Card, format: Format): string {
  switch (format) {
    case 'md':
      return cardMarkdown(made)
    case 'svg':
      return cardSvg(made)
    case 'text':
      return `${cardText(made).join('\n')}\n`
  }
}

function nameOf(name: string | undefined): string | null {
  if (name === undefined || name.trim() === '') return null
  const clean = printable(name.trim().replace(/\s+/g, ' '))
  if (clean.length > NAME_LENGTH_MAX)
    throw new BadInput(
      `netsplit: --name is at most ${NAME_LENGTH_MAX} characters long, found ${clean.length}`,
    )
  return clean
}
