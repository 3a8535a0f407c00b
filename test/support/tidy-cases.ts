import { FLOORS } from './floors.ts'
import type { SourceFile } from './tidy.ts'

/** One fault each, and a part of what must be said about it. */
export const PLANTED: readonly [string, readonly SourceFile[], RegExp][] = [
  [
    'upward',
    [file('src/sim/a.ts', `import { b } from '../lab/b.ts'`)],
    /^src\/sim\/a\.ts:1: sim \(floor 1\) imports upward to lab \(floor 2\); it may import model\. Move/,
  ],
  [
    'upward for a type',
    [file('src/model/a.ts', `\nimport type { B } from '../sim/b.ts'`)],
    /:2: .*upward to sim/,
  ],
  ['upward by a re-export', [file('src/lab/a.ts', `export * from '../app/b.ts'`)], /upward to app/],
  [
    'upward by import()',
    [file('src/tui/a.tsx', `const b = await import('../workshop/b.ts')`)],
    /upward to workshop/,
  ],
  ['upward by an import type', [file('src/sim/a.ts', `type B = import("../lab/b.ts").B`)], /upward to lab/],
  ['upward for effects only', [file('src/app/a.ts', `import '../tui/b.ts'`)], /upward to tui/],
  [
    'upward over several lines',
    [file('src/app/a.ts', `import {\n  b, // from '../model/b.ts'\n} from '../tui/b.ts'`)],
    /upward to tui/,
  ],
  ['sideways', [file('src/sim/a.ts', `import { b } from '../checker/b.ts'`)], /sideways to checker/],
  [
    'an effect in a screen',
    [file('src/tui/a.tsx', `import { save } from '../effects/b.ts'`)],
    /sideways to effects/,
  ],
  ['an unknown room', [file('src/attic/a.ts', 'export const a = 1')], /attic is on no floor/],
  ['out of the house', [file('src/cli.ts', `import { a } from '../test/a.ts'`)], /outside src/],
  [
    'a computed path',
    [file('src/cli.ts', `\nawait import(name)`)],
    /^src\/cli\.ts:2: import\(\) of something computed/,
  ],
  ['a half computed path', [file('src/cli.ts', `await import('./a/' + name)`)], /computed/],
  [
    'node on a pure floor',
    [file('src/progress/a.ts', `import { readFileSync } from 'node:fs'`)],
    /node:fs on a pure floor: .*effects/,
  ],
  [
    'node without its prefix',
    [file('src/app/a.ts', `import fs from 'fs/promises'`)],
    /fs\/promises on a pure floor/,
  ],
  ['Ink on a pure floor', [file('src/app/a.ts', `import { Text } from 'ink'`)], /ink on a pure floor: .*tui/],
  [
    'React on a pure floor',
    [file('src/course/a.ts', `import type { ReactNode } from 'react'`)],
    /react on a pure floor/,
  ],
  [
    'React in the cluster',
    [file('src/tui/cluster/a.ts', `import { useMemo } from 'react'`)],
    /drawn without react/,
  ],
  [
    'a widget in the cluster',
    [file('src/tui/cluster/a.ts', `import S from 'ink-select-input'`)],
    /drawn without ink-select-input/,
  ],
  [
    'Date',
    [file('src/lab/a.ts', '\n\nconst now = new Date()')],
    /^src\/lab\/a\.ts:3: Date .*take the moment/,
  ],
  [
    'Date.now in a template',
    [file('src/lab/a.ts', 'const x = `it is $' + '{Date.now()}`')],
    /Date on a pure floor/,
  ],
  ['performance', [file('src/lab/a.ts', 'performance.now()')], /performance on a pure floor/],
  [
    'Math.random',
    [file('src/sim/a.ts', 'const x = Math.random()')],
    /Math\.random .*draw\(\) of model\/random\.ts/,
  ],
  ['hidden Math', [file('src/sim/a.ts', 'const { random } = Math')], /inexact Math/],
  ['Math.sqrt', [file('src/sim/a.ts', 'Math.floor(Math.sqrt(2))')], /inexact Math .*integer/],
  ['a power', [file('src/sim/a.ts', 'const x = 2 ** 3')], /\*\* on a pure floor; instead: a multiplication/],
  ['a timer', [file('src/app/a.ts', 'setTimeout(() => {}, 5)')], /a timer .*frame-clock/],
  [
    'the locale',
    [file('src/app/a.ts', 'names.sort((a, b) => a.localeCompare(b))')],
    /the locale .*code units/,
  ],
  ['Intl', [file('src/terminal/a.ts', 'new Intl.Segmenter()')], /the locale/],
  ['process', [file('src/app/a.ts', `const home = process.env['HOME']`)], /process .*cli\.ts/],
  ['console', [file('src/checker/a.ts', `console.log('x')`)], /console .*return the text/],
  ['globalThis', [file('src/checker/a.ts', `globalThis['Da' + 'te']`)], /globalThis/],
  [
    'two mounts',
    [
      file('src/tui/a.tsx', `import { render } from 'ink'`),
      file('src/tui/b.tsx', `import { Text, render as show } from 'ink'`),
    ],
    /^src\/tui\/b\.tsx:1: Ink is mounted in src\/tui\/a\.tsx alone/,
  ],
  [
    'a mount by another way',
    [file('src/tui/a.tsx', `import { render } from 'ink'`), file('src/cli.ts', `import * as ink from 'ink'`)],
    /Ink is mounted in/,
  ],
  [
    'a circle of two',
    [file('src/lab/a.ts', `import './b.ts'`), file('src/lab/b.ts', `import './a.ts'`)],
    /circle: src\/lab\/a\.ts > src\/lab\/b\.ts > src\/lab\/a\.ts\. Move/,
  ],
  [
    'a circle of three behind a door',
    [
      file('src/lab/d.ts', `import './c.ts'`),
      file('src/lab/c.ts', `import './a.ts'`),
      file('src/lab/a.ts', `import './b.ts'`),
      file('src/lab/b.ts', `import './c.ts'`),
    ],
    /a\.ts > src\/lab\/b\.ts > src\/lab\/c\.ts > src\/lab\/a\.ts/,
  ],
  [
    'a file that imports itself',
    [file('src/lab/a.ts', `import './a.ts'`)],
    /circle: src\/lab\/a\.ts > src\/lab\/a\.ts/,
  ],
  [
    'a machine path',
    [file('lessons/1.md', ['see /wo', 'rk/x.md'].join(''))],
    /^lessons\/1\.md:1: .*another machine/,
  ],
  ['notes outside', [file('README.md', ['see ../sha', 'red/design.md'].join(''))], /another machine/],
]

/** Each is in order, however much it looks like a fault. */
export const IN_ORDER: readonly [string, readonly SourceFile[]][] = [
  [
    'downward',
    [
      file(
        'src/cli.ts',
        FLOORS.slice(0, -1)
          .flat()
          .map(room => `import '../src/${room}/x.ts'`)
          .join('\n'),
      ),
    ],
  ],
  ['its own room', [file('src/sim/store/a.ts', `import '../network/b.ts'\nimport './c.ts'`)]],
  [
    'comments',
    [file('src/sim/a.ts', `// Date, Math.random() and import '../app/x.ts'\n/** process.env\n * 2 ** 3 */`)],
  ],
  [
    'strings',
    [file('src/sim/a.ts', `const a = 'console.log' + "it's Date" + \`Date \\\` Intl\` + 'it\\'s Date'`)],
  ],
  [
    'regular expressions',
    [file('src/sim/a.ts', `const a = /[/'"]Date/.test(x) ? y / 2 / z : () => /console/g`)],
  ],
  [
    'a property called so',
    [
      file(
        'src/checker/a.ts',
        'const p = event.process.length; const { process } = event; f(process, x.Date)',
      ),
    ],
  ],
  ['exact Math', [file('src/sim/a.ts', 'Math.imul(Math.max(1, Math.floor(2.5)), Math.abs(-1))')]],
  ['a power of bigints', [file('src/lab/a.ts', 'const x = BigInt(a) ** BigInt(b) * 2n ** 64n')]],
  [
    'a clock in effects',
    [
      file(
        'src/effects/a.ts',
        `import { x } from 'node:fs'\nsetTimeout(() => {}, Date.now() + Math.random())`,
      ),
    ],
  ],
  [
    'React in a screen',
    [file('src/tui/a.tsx', `import { Text } from 'ink'\nimport { useMemo } from 'react'`)],
  ],
  [
    'one mount, and renderToString',
    [
      file('src/tui/a.tsx', `import { render } from 'ink'`),
      file('src/tui/b.tsx', `import { renderToString, type RenderOptions } from 'ink'`),
    ],
  ],
  [
    'a diamond of imports',
    [
      file('src/lab/a.ts', `import './b.ts'\nimport './c.ts'`),
      file('src/lab/b.ts', `import './d.ts'`),
      file('src/lab/c.ts', `import './d.ts'`),
      file('src/lab/d.ts', ''),
    ],
  ],
  ['an address', [file('lessons/1.md', 'https://example.org/work/1 and homework/x')]],
]

function file(path: string, text: string): SourceFile {
  return { path, text }
}
