import { builtinModules } from 'node:module'
import { posix } from 'node:path'
import type { Problem } from '../../src/model/problem.ts'
import { blankOut, type Import, importsOf, lineAt } from './code-scan.ts'
import {
  BANNED_PACKAGES,
  BANS,
  EXCEPTIONS,
  FLOORS,
  HIGHEST_PURE_FLOOR,
  MACHINE_WORDS,
  TOP_LEVEL,
} from './floors.ts'

/** A file of the repository: its path from the top with `/`, and its text. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

/** Everything in these files that the house does not allow; each fault says what to do instead. */
export function tidyFaults(files: readonly SourceFile[]): Problem[] {
  const sources = files.filter(file => /^src\/.*\.(ts|tsx|js|mjs|cjs)$/.test(file.path)).map(scan)
  return [
    ...sources.flatMap(importFaults),
    ...circleFaults(sources),
    ...sources.flatMap(banFaults),
    ...renderFaults(sources),
    ...files.flatMap(machineFaults),
  ]
}

/** What stands at the top of the repository and shouldn't. */
export function topLevelFaults(paths: readonly string[]): Problem[] {
  const tops = new Set(paths.map(path => path.split('/')[0] ?? ''))
  return [...tops]
    .filter(top => !top.startsWith('.') && !TOP_LEVEL.includes(top))
    .map(top =>
      fault(
        top,
        null,
        `the top of the repository holds ${TOP_LEVEL.join(', ')} and dot-files; put this in one of them`,
      ),
    )
}

interface Source extends SourceFile {
  readonly room: string
  /** Undefined for a room that is on no floor. */
  readonly floor: number | undefined
  readonly imports: readonly Import[]
}

function scan(file: SourceFile): Source {
  return { ...file, ...place(file.path), imports: importsOf(file.text) }
}

/** `src/sim/store/copy.ts` is in the room `sim`; `src/cli.ts` is a room by itself. */
function place(path: string): { readonly room: string; readonly floor: number | undefined } {
  const room = path.split('/')[1] ?? ''
  const floor = FLOORS.findIndex(rooms => rooms.includes(room))
  return { room, floor: floor < 0 ? undefined : floor }
}

/** The path that a relative import means; null for a package. */
function target(source: SourceFile, specifier: string): string | null {
  return specifier.startsWith('.') ? posix.join(posix.dirname(source.path), specifier) : null
}

function importFaults(source: Source): Problem[] {
  const { floor, room, path } = source
  if (floor === undefined) {
    return [fault(path, null, `the room ${room} is on no floor: give it one in test/support/floors.ts`)]
  }
  return source.imports.flatMap(({ specifier, line }) => {
    // The entry imports for a script that may not, and the build has written what.
    if (specifier === null && room === 'entry') return []
    const told = specifier === null ? 'import() of something computed: write the path as a string' : null
    const message = told ?? importFault(source, floor, specifier ?? '')
    return message === null ? [] : [fault(path, line, message)]
  })
}

function importFault(source: Source, floor: number, specifier: string): string | null {
  const path = target(source, specifier)
  if (path === null) return packageFault(source, floor, specifier)
  // The entry is a file beside the built program, not beside its source.
  if (source.room === 'entry') return null
  if (!path.startsWith('src/')) {
    if (floor === FLOORS.length - 1 && path === 'package.json') return null
    return `${specifier} is outside src/: only what is in src/ is part of the program`
  }
  const other = place(path)
  if (other.room === source.room || (other.floor !== undefined && other.floor < floor)) return null
  if (other.floor === undefined) return `${other.room} is on no floor: give it one in test/support/floors.ts`
  const lower = floor === 0 ? 'nothing' : FLOORS.slice(0, floor).flat().join(', ')
  const direction = other.floor === floor ? 'sideways to' : 'upward to'
  return `${source.room} (floor ${floor}) imports ${direction} ${other.room} (floor ${other.floor}); it may import ${lower}. Move what both need to a lower floor, or pass it in as an argument`
}

function packageFault({ path }: SourceFile, floor: number, specifier: string): string | null {
  if (path.startsWith('src/tui/cluster/') && BANNED_PACKAGES.test(specifier)) {
    return `the cluster is drawn without ${specifier}: return cells from a pure function, and show them in tui/`
  }
  if (floor > HIGHEST_PURE_FLOOR) return null
  const name = specifier.split('/')[0] ?? ''
  if (specifier.startsWith('node:') || builtinModules.includes(name)) {
    return `${specifier} on a pure floor: describe the effect as data and carry it out in effects/`
  }
  if (BANNED_PACKAGES.test(specifier)) return `${specifier} on a pure floor: return data, and draw it in tui/`
  return null
}

function banFaults({ path, text, floor }: Source): Problem[] {
  if (floor === undefined || floor > HIGHEST_PURE_FLOOR) return []
  const code = blankOut(text)
  return BANS.flatMap(({ name, pattern, instead }) => {
    if (EXCEPTIONS.some(exception => exception.file === path && exception.ban === name)) return []
    return [...code.matchAll(pattern)].map(match =>
      fault(path, lineAt(text, match.index), `${name} on a pure floor; instead: ${instead}`),
    )
  })
}

/** Ink is mounted in one place, so that something else can write to the terminal in its stead. */
function renderFaults(sources: readonly Source[]): Problem[] {
  const mounts = sources.flatMap(({ path, imports }) =>
    imports
      .filter(
        ({ specifier, clause }) =>
          specifier === 'ink' && (clause === '' || /\brender\b|\*|^\w+$|^\w+,/.test(clause)),
      )
      .filter(({ clause }) => !clause.startsWith('type '))
      .map(({ line }) => ({ path, line })),
  )
  return mounts
    .slice(1)
    .map(({ path, line }) =>
      fault(
        path,
        line,
        `Ink is mounted in ${mounts[0]?.path} alone: give it what to show instead of calling render here`,
      ),
    )
}

/** Every circle of imports, once: as the files along it, beginning with the least. */
function circleFaults(sources: readonly Source[]): Problem[] {
  const byPath = new Map(sources.map(source => [source.path, source]))
  const circles = new Map<string, Problem>()
  const done = new Set<string>()
  const visit = (source: Source, trail: readonly string[]) => {
    const begins = trail.indexOf(source.path)
    if (begins >= 0) {
      const circle = trail.slice(begins)
      const least = circle.indexOf([...circle].sort()[0] ?? '')
      const turned = [...circle.slice(least), ...circle.slice(0, least + 1)]
      const message = `imports in a circle: ${turned.join(' > ')}. Move what they share to a file of its own`
      circles.set(turned.join(), fault(turned[0] ?? '', null, message))
      return
    }
    if (done.has(source.path)) return
    for (const { specifier } of source.imports) {
      const next = byPath.get(target(source, specifier ?? '') ?? '')
      if (next !== undefined) visit(next, [...trail, source.path])
    }
    done.add(source.path)
  }
  for (const source of sources) visit(source, [])
  return [...circles.values()]
}

function machineFaults({ path, text }: SourceFile): Problem[] {
  return MACHINE_WORDS.flatMap(({ word, pattern }) => {
    const match = pattern.exec(text)
    if (match === null) return []
    return [
      fault(
        path,
        lineAt(text, match.index),
        `${word} means nothing on another machine: say it without the path`,
      ),
    ]
  })
}

function fault(file: string, line: number | null, message: string): Problem {
  return { file, line, message }
}
