import type { Role } from '../../terminal/text.ts'

/** The colours of one theme: the ground, the ground of a cut, and what each role is drawn in. */
export interface Palette extends Readonly<Record<Role, string>> {
  readonly ground: string
  readonly cut: string
}

/** Every role reads on both grounds with a contrast of 4.5 to 1 or more (WCAG 2.2, 1.4.3); a test computes it. */
export const LIGHT: Palette = {
  ground: '#ffffff',
  cut: '#fdf1f0',
  text: '#1f2328',
  quiet: '#59636e',
  focus: '#0b5cad',
  good: '#17692f',
  bad: '#b3261e',
  unsure: '#855300',
}

export const DARK: Palette = {
  ground: '#0d1117',
  cut: '#23161a',
  text: '#e6edf3',
  quiet: '#9aa4af',
  focus: '#6cb6ff',
  good: '#56d364',
  bad: '#ff8f87',
  unsure: '#e3b341',
}

export const ROLES: readonly Role[] = ['text', 'quiet', 'focus', 'good', 'bad', 'unsure']

/** The style sheet: light, and dark where the reader's system is. */
export function styleSheet(): string {
  return `text{font:13px ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace}
.small{font-size:11px}
.strong{font-weight:bold}
line,path,rect,circle{stroke-width:1.5}
.thick{stroke-width:3}
.dots{stroke-dasharray:1 6;stroke-linecap:round;stroke-width:3}
.dashes{stroke-dasharray:6 5}
${colours(LIGHT)}
@media (prefers-color-scheme:dark){
${colours(DARK)}
}`
}

function colours(palette: Palette): string {
  const roles = ROLES.map(role => `.${role}{fill:${palette[role]};stroke:${palette[role]}}`)
  return [
    `.ground{fill:${palette.ground};stroke:none}`,
    `.cut{fill:${palette.cut};stroke:none}`,
    ...roles,
    `.open{fill:${palette.ground}}`,
    // A halo, so that a line behind a text does not run through it.
    `svg text[class]{stroke:${palette.ground};stroke-width:3;paint-order:stroke}`,
  ].join('\n')
}
