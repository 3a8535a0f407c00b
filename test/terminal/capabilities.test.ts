import { describe, expect, test } from 'vitest'
import { detect } from '../../src/terminal/capabilities.ts'
import { escapeMsOf } from '../../src/terminal/terminals.ts'
import { type Capabilities, type Environment, type LookFlags, NO_FLAGS } from '../../src/terminal/traits.ts'

/** What is found with these variables and flags on a terminal. */
function found(
  env: Environment,
  flags: Partial<LookFlags> = {},
  output: { readonly isTTY?: boolean; readonly platform?: string } = {},
): Capabilities {
  return detect(env, { isTTY: true, platform: 'linux', ...output }, { ...NO_FLAGS, ...flags })
}

const NO_COLOR = { color: false }
const WIN = { platform: 'win32' }
const PIPE = { isTTY: false }

describe('colours', () => {
  test.each<[Capabilities['depth'], Environment, Partial<LookFlags>?, Parameters<typeof found>[2]?]>([
    [16, { TERM: 'xterm' }],
    [16, {}],
    [256, { TERM: 'xterm-256color' }],
    [256, { TERM: 'tmux-256color' }],
    ['true', { TERM: 'xterm-256color', COLORTERM: 'truecolor' }],
    ['true', { TERM: 'xterm-256color', COLORTERM: '24bit' }],
    ['true', { TERM: 'xterm-kitty' }],
    ['true', { TERM: 'xterm-256color', TERM_PROGRAM: 'iTerm.app' }],
    [256, { TERM: 'xterm-256color', TERM_PROGRAM: 'Apple_Terminal' }],
    // GNU screen hands on what it can't do itself.
    [256, { TERM: 'screen-256color', COLORTERM: 'truecolor', STY: '1.pts' }],
    ['true', { WT_SESSION: 'a' }, {}, WIN],
    [16, {}, {}, WIN],
    [0, { TERM: 'dumb' }],
    [0, { TERM: 'xterm', NO_COLOR: '1' }],
    [16, { TERM: 'xterm', NO_COLOR: '' }],
    [0, { TERM: 'xterm' }, {}, PIPE],
    [16, { TERM: 'xterm', FORCE_COLOR: '1' }, {}, PIPE],
    [16, { TERM: 'dumb', FORCE_COLOR: '1' }],
    [16, { TERM: 'xterm', NO_COLOR: '1', FORCE_COLOR: '1' }],
    ['true', { TERM: 'xterm-256color', COLORTERM: 'truecolor', FORCE_COLOR: 'true' }],
    ['true', { TERM: 'xterm', FORCE_COLOR: '3' }],
    [256, { COLORTERM: 'truecolor', FORCE_COLOR: '2' }],
    [0, { TERM: 'xterm', FORCE_COLOR: '0' }],
    [0, { TERM: 'xterm', FORCE_COLOR: 'false' }],
    [0, { TERM: 'xterm', FORCE_COLOR: '1' }, NO_COLOR],
    [0, { NETSPLIT_COLORS: '256' }, NO_COLOR],
    [256, { TERM: 'xterm', NETSPLIT_COLORS: '256', NO_COLOR: '1' }],
    ['true', { TERM: 'xterm', NETSPLIT_COLORS: 'true' }],
    [16, { TERM: 'xterm', NETSPLIT_COLORS: 'many' }],
  ])('%j of %j %j %j', (depth, env, flags, output) => {
    expect(found(env, flags, output).depth).toBe(depth)
  })
})

describe('the background', () => {
  test.each<[Capabilities['background'], Environment, string?]>([
    ['unknown', {}],
    ['dark', { COLORFGBG: '15;0' }],
    ['dark', { COLORFGBG: '12;8' }],
    ['light', { COLORFGBG: '0;15' }],
    ['light', { COLORFGBG: '0;7' }],
    ['light', { COLORFGBG: '0;default;15' }],
    ['unknown', { COLORFGBG: '0;default' }],
    ['unknown', { COLORFGBG: '0;99' }],
    ['light', { COLORFGBG: '15;0', NETSPLIT_THEME: 'light' }],
    ['dark', { COLORFGBG: '15;0', NETSPLIT_THEME: 'pink' }],
    ['dark', { NETSPLIT_THEME: 'light' }, 'dark'],
  ])('%s of %j, %s', (background, env, theme) => {
    expect(found(env, theme === undefined ? {} : { theme }).background).toBe(background)
  })
})

describe('more than ASCII', () => {
  test.each<[boolean, Environment, Partial<LookFlags>?, Parameters<typeof found>[2]?]>([
    [true, { LANG: 'de_DE.UTF-8' }],
    [true, { LANG: 'C.utf8' }],
    [false, { LANG: 'C' }],
    [false, { LANG: 'de_DE.ISO-8859-1' }],
    // The first that is set counts, and an empty one isn't.
    [false, { LC_ALL: 'C', LANG: 'en_GB.UTF-8' }],
    [true, { LC_ALL: '', LC_CTYPE: 'en_GB.UTF-8', LANG: 'C' }],
    [false, { LC_CTYPE: 'POSIX', LANG: 'en_GB.UTF-8' }],
    [true, {}],
    [false, { LANG: 'en_GB.UTF-8', TERM: 'linux' }],
    [false, { LANG: 'en_GB.UTF-8' }, { ascii: true }],
    [false, { LANG: 'en_GB.UTF-8', NETSPLIT_ASCII: '1' }],
    [true, { LANG: 'C', NETSPLIT_ASCII: '0' }],
    [true, { LANG: 'C', WT_SESSION: 'a' }, {}, WIN],
    [false, {}, {}, WIN],
    [true, { TERM_PROGRAM: 'vscode' }, {}, WIN],
  ])('%j of %j %j %j', (unicode, env, flags, output) => {
    expect(found(env, flags, output).unicode).toBe(unicode)
  })
})

describe('synchronized output', () => {
  test.each<[boolean, Environment]>([
    [false, { TERM: 'xterm-256color' }],
    [true, { TERM: 'xterm-kitty' }],
    [true, { WT_SESSION: 'a' }],
    [false, { TERM: 'tmux-256color', TMUX: 'x', KITTY_WINDOW_ID: '1' }],
    [true, { TMUX: 'x', TERM_PROGRAM: 'tmux', TERM_PROGRAM_VERSION: '3.4' }],
    [true, { TMUX: 'x', TERM_PROGRAM: 'tmux', TERM_PROGRAM_VERSION: '3.10a' }],
    [false, { TMUX: 'x', TERM_PROGRAM: 'tmux', TERM_PROGRAM_VERSION: '3.3a' }],
    [false, { STY: 'x', KITTY_WINDOW_ID: '1' }],
    [false, { TERM: 'xterm-kitty', NETSPLIT_SYNC: '0' }],
    [true, { TERM: 'vt100', NETSPLIT_SYNC: '1' }],
  ])('%j of %j', (synchronized, env) => {
    expect(found(env).synchronized).toBe(synchronized)
  })

  test('never into a pipe', () => {
    expect(found({ TERM: 'xterm-kitty' }, {}, PIPE).synchronized).toBe(false)
  })
})

describe('motion and lines', () => {
  test.each<[motion: boolean, linear: boolean, Environment, Partial<LookFlags>?]>([
    [true, false, {}],
    [false, false, {}, { motion: false }],
    [false, false, { NETSPLIT_NO_MOTION: '1' }],
    [true, false, { NETSPLIT_NO_MOTION: '0' }],
    [false, true, { NETSPLIT_LINEAR: 'yes' }],
    [false, true, { INK_SCREEN_READER: 'true' }],
    [false, true, {}, { linear: true }],
    [false, true, { TERM: 'dumb' }],
    [true, false, { TERM: 'dumb', NETSPLIT_LINEAR: '0' }],
  ])('%j, %j of %j %j, before a pipe as well', (motion, linear, env, flags) => {
    expect(found(env, flags)).toMatchObject({ motion, linear })
    expect(found(env, flags, PIPE)).toMatchObject({ motion, linear })
  })
})

test('what was found says which variable said so', () => {
  const { reasons } = found({ TERM: 'xterm-256color', LANG: 'C', NETSPLIT_NO_MOTION: '1' }, { theme: 'dark' })
  expect(reasons).toEqual({
    depth: 'TERM=xterm-256color',
    background: '--theme',
    unicode: 'LANG=C',
    synchronized: 'no terminal that is known for it',
    motion: 'NETSPLIT_NO_MOTION=1',
    linear: 'nothing asks for it',
  })
})

test.each<[number, Environment]>([
  [50, {}],
  [50, { SSH_TTY: '' }],
  [100, { SSH_TTY: '/dev/pts/1' }],
  [100, { SSH_CONNECTION: '10.0.0.1 5000 10.0.0.2 22' }],
])('Esc is waited for %i ms with %j', (ms, env) => {
  expect(escapeMsOf(env)).toBe(ms)
})
