import { execFile } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildProgram, ROOT } from '../support/bundle.ts'
import { temporaryFolder } from '../support/folder.ts'

const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
const ENTRY = join(ROOT, 'dist', 'netsplit.cjs')

interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

async function run(command: string, args: readonly string[], cwd: string): Promise<Ran> {
  const env = { ...process.env, NETSPLIT_HOME: join(cwd, 'home') }
  try {
    return { code: 0, ...(await promisify(execFile)(command, [...args], { cwd, env, maxBuffer: 1e8 })) }
  } catch (error) {
    return error as Ran
  }
}

beforeAll(() => {
  // `npm test` builds first.
  expect(statSync(ENTRY, { throwIfNoEntry: false }), 'run `npm run build` first').toBeDefined()
})

describe('the package', () => {
  test('is what a user needs and no more, installs without a network, and runs', async () => {
    const folder = temporaryFolder()
    const packed = await run(
      'npm',
      ['pack', '--ignore-scripts', '--json', '--pack-destination', folder],
      ROOT,
    )
    const [{ filename, files, size }] = JSON.parse(packed.stdout)
    expect(size).toBeLessThan(1_200_000)
    const tops = new Set(files.map((file: { path: string }) => file.path.split('/')[0]))
    // No folder `src`: by that a checkout is known, where the lessons may be newer than what the build made of them.
    expect([...tops].sort()).toEqual(['LICENSE', 'README.md', 'dist', 'lessons', 'package.json', 'test'])
    const inTest = files
      .map((file: { path: string }) => file.path)
      .filter((path: string) => /^test/.test(path))
    const readme = readFileSync(join(ROOT, 'README.md'), 'utf8')
    const pictures = [...readme.matchAll(/(?:src|srcset)="([^"]+)"/g)].map(([, path]) => path)
    expect(inTest.sort()).toEqual(pictures.sort())

    const home = join(folder, 'somebody')
    mkdirSync(home)
    writeFileSync(join(home, 'package.json'), '{"private": true}')
    const install = ['install', '--offline', '--no-audit', '--no-fund', join(folder, filename)]
    expect(await run('npm', install, home)).toMatchObject({ code: 0 })
    expect(readdirSync(join(home, 'node_modules')).filter(name => !name.startsWith('.'))).toEqual([
      'netsplit',
    ])

    const netsplit = join(home, 'node_modules', '.bin', 'netsplit')
    expect(await run(netsplit, ['--version'], home)).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' })
    const list = await run(netsplit, ['list'], home)
    expect(list).toMatchObject({ code: 0, stderr: '' })
    expect(list.stdout).toMatch(/^split-bank\b/m)
  })

  test('asks for nothing at run time', () => {
    const { dependencies, peerDependencies, optionalDependencies, bin } = JSON.parse(
      readFileSync(join(ROOT, 'package.json'), 'utf8'),
    )
    expect([dependencies, peerDependencies, optionalDependencies]).toEqual([undefined, undefined, undefined])
    expect(bin).toEqual({ netsplit: 'dist/netsplit.cjs' })
    expect(statSync(ENTRY).mode & 0o111).toBe(0o111)
  })

  test('comes with the licences of what is bundled, and without paths of the machine that built it', () => {
    const notices = readFileSync(join(ROOT, 'dist', 'THIRD-PARTY.txt'), 'utf8')
    expect(notices).toMatch(/^ink \d+\.\d+\.\d+ \(MIT\)$/m)
    expect(notices).toMatch(/^yoga-layout .*$/m)
    expect(notices).toMatch(/^ssh2 \d+\.\d+\.\d+ \(MIT\)$/m)
    for (const file of bundledFiles()) expect(readFileSync(file, 'utf8').includes(ROOT), file).toBe(false)
  })
})

test('SSH is in one file, which only the workshop and its board load', () => {
  const having = (text: string) => bundledFiles().filter(file => readFileSync(file, 'utf8').includes(text))
  const [ssh = '', ...more] = having('ssh-userauth')
  expect(more).toEqual([])
  // What loads it, by what loads that where they share a file; commands load `serve` and `board` once they are asked for.
  const loaders = (file: string): string[] =>
    having(basename(file)).flatMap(each => (basename(each).startsWith('chunk-') ? loaders(each) : [each]))
  const names = loaders(ssh).map(file => basename(file).replace(/(-[A-Z0-9]{8})?\.js$/, ''))
  expect([...new Set(names)].sort()).toEqual(['board', 'serve', 'serve-worker'])
})

describe('a Node that is too old', () => {
  test.each(['18.20.4', '0.10.48', '4.9.1'])('%s is told so in one line', async old => {
    const folder = temporaryFolder()
    const fake = join(folder, 'fake.cjs')
    writeFileSync(
      fake,
      `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${old}' } })`,
    )
    const told = await run(process.execPath, ['--require', fake, ENTRY, 'list'], folder)
    expect(told).toMatchObject({ code: 2, stdout: '' })
    expect(told.stderr).toMatch(/^netsplit needs Node 20 or newer; this is Node [\d.]+\. .*\n$/)
    expect(told.stderr).toContain(`this is Node ${old}.`)
  })

  test('can read the file that tells it', () => {
    const source = readFileSync(join(ROOT, 'src', 'entry', 'netsplit.cjs'), 'utf8')
    // ES5: no arrow, no template, no comma at an end, no let or const, and none of the words that an old parser stops at.
    expect(source.replace(/\/\/.*|'[^']*'/g, '')).not.toMatch(
      /=>|`|,\s*[)\]}]|\b(?:let|const|class|async|await|import|export)\b|\.\.\.|\?\.|\?\?/,
    )
  })
})

describe('the build', () => {
  test('a command without a screen loads no Ink, and DEV in the environment means nothing to us', async () => {
    const folder = temporaryFolder()
    writeFileSync(
      join(folder, 'screen.tsx'),
      `import { render, Text } from 'ink'\nexport const show = () => render(<Text>hello</Text>).unmount()`,
    )
    const entry = await buildProgram(
      `if (process.argv[2] === 'list') console.log(process.env['NODE_ENV'], process.env['NETSPLIT_VERSION'])
       else (await import('./screen.tsx')).show()`,
      folder,
    )
    const cli = readFileSync(join(folder, 'dist', 'cli.js'), 'utf8')
    expect(cli.length).toBeLessThan(1000)
    expect(await run(process.execPath, [entry, 'list'], folder)).toMatchObject({
      stdout: `production ${version}\n`,
    })
    const shown = await run('env', ['DEV=true', process.execPath, entry], folder)
    expect(shown).toEqual({ code: 0, stdout: 'hello\n', stderr: '' })
  })
})

function bundledFiles(): string[] {
  const dist = join(ROOT, 'dist')
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' })
  return files.filter(name => name.endsWith('.js')).map(name => join(dist, name))
}

test('the lock file has every optional package of every platform, and no addresses', () => {
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'))
  const entries: Record<string, { optionalDependencies?: Record<string, string>; resolved?: string }> =
    lock.packages
  // `npm ci` refuses a lock file without them, whatever platform it runs on.
  const missing = Object.entries(entries).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      name => !(`node_modules/${name}` in entries) && !(`${path}/node_modules/${name}` in entries),
    ),
  )
  expect(missing).toEqual([])
  expect(Object.values(entries).filter(({ resolved }) => resolved?.startsWith('http'))).toEqual([])
})
