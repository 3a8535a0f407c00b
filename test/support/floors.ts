/**
 * The floors of the house, lowest first, each with its rooms (folders and files of `src/`). A file imports its own room
 * or a room on a lower floor. The first five floors are pure.
 */
export const FLOORS: readonly (readonly string[])[] = [
  ['model'],
  ['sim', 'checker', 'terminal', 'data'],
  ['lab', 'experiment'],
  ['course', 'progress'],
  ['app'],
  ['tui', 'effects'],
  ['linear'],
  ['workshop'],
  ['commands'],
  ['cli.ts', 'entry'],
]

export const HIGHEST_PURE_FLOOR = 4

/** What may stand at the top of the repository, apart from files and folders that begin with a dot. */
export const TOP_LEVEL: readonly string[] = [
  'src',
  'lessons',
  'test',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'README.md',
  'LICENSE',
]

/** A name that pure code may not use, as it looks in code without strings and comments, and what to use instead. */
export interface Ban {
  readonly name: string
  readonly pattern: RegExp
  readonly instead: string
}

/** `name` as a global, not as a property of something (`event.process`). */
const global = (name: string, more = '\\b') => new RegExp(`(?<![.\\w$])(?:${name})${more}`, 'g')

const TIME = 'time is data: take the moment or the duration as an argument (effects/ has the clocks)'

export const BANS: readonly Ban[] = [
  { name: 'Date', pattern: global('Date'), instead: TIME },
  { name: 'performance', pattern: global('performance', '\\s*[.[]'), instead: TIME },
  {
    name: 'a timer',
    pattern: global('(?:set|clear)(?:Timeout|Interval|Immediate)|queueMicrotask'),
    instead: 'return what should happen at which virtual time; the one real timer is effects/frame-clock.ts',
  },
  {
    name: 'Math.random',
    pattern: /(?<![.\w$])Math\s*\.\s*random\b/g,
    instead: 'draw from a seeded state: draw() of model/random.ts',
  },
  {
    name: 'inexact Math',
    // All but those that every engine computes alike, and `Math` by itself, behind which they could hide.
    pattern: /(?<![.\w$])Math\b(?!\s*\.\s*(?:random|abs|floor|ceil|round|trunc|sign|min|max|imul|clz32)\b)/g,
    instead: 'an integer table or integer arithmetic, since engines differ in the last digit',
  },
  {
    name: '**',
    // Of bigints it is exact, and only a bigint may be the exponent of one.
    pattern: /\*\*(?!\s*(?:BigInt\(|\d+n\b))/g,
    instead: 'a multiplication or a shift: it is Math.pow, in whose last digit engines differ',
  },
  {
    name: 'the locale',
    pattern: /\b(?:Intl|localeCompare|toLocale\w+)\b/g,
    instead: '< and > on strings (code units), and text of our own: a locale differs from machine to machine',
  },
  {
    name: 'process',
    pattern: global('process', '\\s*(?:\\?\\.|\\.|\\[)'),
    instead: 'take what you need as an argument; cli.ts reads the environment',
  },
  { name: 'console', pattern: global('console'), instead: 'return the text; cli.ts prints it' },
  {
    name: 'globalThis',
    pattern: global('globalThis'),
    instead: 'the name itself, so that it can be seen here',
  },
  {
    name: 'crypto',
    pattern: global('crypto', '\\s*[.[]'),
    instead: '@noble/hashes, and draw() of model/random.ts',
  },
  { name: 'Buffer', pattern: global('Buffer'), instead: 'a string or a Uint8Array' },
  { name: 'import.meta', pattern: /\bimport\s*\.\s*meta\b/g, instead: 'take the text as an argument' },
]

/** The exceptions, each with its reason. */
export const EXCEPTIONS: readonly { readonly file: string; readonly ban: string; readonly why: string }[] = []

/** Packages that pure code may not import. */
export const BANNED_PACKAGES = /^(?:ink|ink-.*|react|react-.*)(?:\/|$)/

// Joined here, so that this file doesn't hold them.
const OUR_MACHINE = ['/work', '/'].join('')
const OUR_NOTES = ['..', '/shared'].join('')

/** What only means something on the machine where this was written. */
export const MACHINE_WORDS: readonly { readonly word: string; readonly pattern: RegExp }[] = [
  { word: OUR_MACHINE, pattern: new RegExp(`(?<![\\w.-])${OUR_MACHINE}`) },
  { word: OUR_NOTES, pattern: new RegExp(`${OUR_NOTES.replaceAll('.', '\\.')}\\b`) },
]
