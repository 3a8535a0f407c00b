import type { Environment, Found, LookFlags, OutputFacts } from './traits.ts'

/** Whether a variable asks for something: it is there, and neither empty nor a no. */
export function isSet(env: Environment, name: string): boolean {
  return !['', '0', 'false', 'no', 'off'].includes((env[name] ?? '').toLowerCase())
}

/** Whether a variable says no in so many words. */
function isRefused(env: Environment, name: string): boolean {
  return env[name] !== undefined && env[name] !== '' && !isSet(env, name)
}

/** The variables that say in which letters a program is to write, the first that is there counting (POSIX, 8.2). */
const LOCALES = ['LC_ALL', 'LC_CTYPE', 'LANG']

/** Whether more than ASCII can be shown: what the learner says, then what the terminal is, then the locale. */
export function unicodeOf(
  env: Environment,
  { platform }: OutputFacts,
  { ascii = false }: LookFlags,
): Found<boolean> {
  if (ascii) return [false, '--ascii']
  if (isSet(env, 'NETSPLIT_ASCII')) return [false, `NETSPLIT_ASCII=${env['NETSPLIT_ASCII']}`]
  if (isRefused(env, 'NETSPLIT_ASCII')) return [true, `NETSPLIT_ASCII=${env['NETSPLIT_ASCII']}`]
  // The console of Linux itself: its font has lines, but no ticks, circles or arrows.
  if (env['TERM'] === 'linux') return [false, 'TERM=linux']
  if (env['TERM'] === 'dumb') return [false, 'TERM=dumb']
  if (env['WT_SESSION'] !== undefined) return [true, 'Windows Terminal is UTF-8 (WT_SESSION)']
  if (platform === 'win32') return windowsUnicode(env)
  const name = LOCALES.find(locale => (env[locale] ?? '') !== '')
  // Containers and many remote shells have none, in front of terminals that are UTF-8 all the same.
  if (name === undefined) return [true, 'no locale is set, and terminals are UTF-8 nowadays']
  return [/utf-?8/i.test(env[name] ?? ''), `${name}=${env[name]}`]
}

/** Windows has no such variables; its old console shows most signs as boxes. */
function windowsUnicode(env: Environment): Found<boolean> {
  if (env['TERM_PROGRAM'] === 'vscode') return [true, 'TERM_PROGRAM=vscode']
  if ((env['ConEmuTask'] ?? '') !== '') return [true, 'ConEmuTask is set']
  if (/^(xterm|alacritty|mintty)/.test(env['TERM'] ?? '')) return [true, `TERM=${env['TERM']}`]
  return [false, 'the old console of Windows: Windows Terminal sets WT_SESSION']
}

/** Terminals that are known to hold back a frame until it is whole, by what each puts into the environment. */
const SYNCHRONIZING: readonly (readonly [variable: string, value: RegExp])[] = [
  ['WT_SESSION', /./],
  ['KITTY_WINDOW_ID', /./],
  ['ALACRITTY_WINDOW_ID', /./],
  ['GHOSTTY_RESOURCES_DIR', /./],
  ['WEZTERM_PANE', /./],
  ['TERM_PROGRAM', /^(iTerm\.app|WezTerm|ghostty|vscode|mintty|contour|rio)$/],
  ['TERM', /^(xterm-kitty|xterm-ghostty|alacritty|foot|contour|rio|wezterm)/],
]

/** Whether the terminal knows synchronized output (DEC private mode 2026). Where it isn't known, it isn't asked for. */
export function synchronizes(env: Environment, { isTTY }: OutputFacts): Found<boolean> {
  const name = 'NETSPLIT_SYNC'
  if (isSet(env, name)) return [true, `${name}=${env[name]}`]
  if (isRefused(env, name)) return [false, `${name}=${env[name]}`]
  if (!isTTY) return [false, 'standard output is no terminal']
  // A multiplexer stands between: what the terminal around it can do says nothing.
  if (env['TERM_PROGRAM'] === 'tmux' || (env['TMUX'] ?? '') !== '') return tmuxSynchronizes(env)
  if ((env['STY'] ?? '') !== '') return [false, 'GNU screen does not know it (STY)']
  const known = SYNCHRONIZING.find(([variable, value]) => value.test(env[variable] ?? ''))
  return known ? [true, `${known[0]}=${env[known[0]]}`] : [false, 'no terminal that is known for it']
}

/** tmux knows it since its version 3.4. */
function tmuxSynchronizes(env: Environment): Found<boolean> {
  const version = env['TERM_PROGRAM'] === 'tmux' ? (env['TERM_PROGRAM_VERSION'] ?? '') : ''
  const [, major = '0', minor = '0'] = /(\d+)\.(\d+)/.exec(version) ?? []
  const knows = Number(major) > 3 || (Number(major) === 3 && Number(minor) >= 4)
  return [knows, version === '' ? 'tmux of an unknown version (TMUX)' : `tmux ${version}`]
}

/** How many milliseconds tell Esc from the start of a sequence: its pieces are further apart where a network is between. */
export function escapeMsOf({ SSH_CONNECTION, SSH_TTY }: Environment): number {
  return SSH_CONNECTION || SSH_TTY ? 100 : 50
}
