// What has to be different in a dependency when it is bundled for users.
import { readFileSync } from 'node:fs'

/**
 * Ink looks at the variable DEV, connects to React's developer tools if it is true (and then needs packages that
 * nobody has), and reads a package.json beside itself. A learner may well have DEV set for something else.
 */
export const inkForUsers = {
  name: 'ink-for-users',
  setup(build) {
    build.onLoad({ filter: /[\\/]ink[\\/]build[\\/]devtools\.js$/ }, () => ({ contents: '' }))
    build.onLoad({ filter: /[\\/]ink[\\/]build[\\/]utils\.js$/ }, ({ path }) => {
      const contents = readFileSync(path, 'utf8')
      if (!contents.includes("process.env['DEV'] === 'true'"))
        throw new Error(`${path} has changed: look at isDev`)
      return { contents: 'export const isDev = () => false' }
    })
  },
}

/**
 * Yoga, Ink's layout, is WebAssembly, and its loader asks `fetch` for a data: URL: that loads all of Node's HTTP
 * client, 40 ms before the first frame. Its own hook lets us instantiate the same bytes at once.
 */
export const yogaAtOnce = {
  name: 'yoga-at-once',
  setup(build) {
    build.onLoad({ filter: /[\\/]yoga-layout[\\/]dist[\\/]src[\\/]index\.js$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8')
      const contents = source.replace('await loadYoga()', 'await loadYoga({ instantiateWasm })')
      if (contents === source) throw new Error(`${path} has changed: look at how Yoga is loaded`)
      return {
        contents: `import { yogaBytes } from '../binaries/yoga-wasm-base64-esm.js'
          function instantiateWasm(imports, receive) {
            const instance = new WebAssembly.Instance(new WebAssembly.Module(yogaBytes()), imports)
            receive(instance)
            return instance.exports
          }
          ${contents}`,
        resolveDir: path.replace(/[\\/]index\.js$/, ''),
      }
    })
    build.onLoad({ filter: /[\\/]yoga-wasm-base64-esm\.js$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8')
      const [, base64] = /"data:application\/octet-stream;base64,([A-Za-z0-9+/=]+)"/.exec(source) ?? []
      if (base64 === undefined) throw new Error(`${path} has changed: where is the WebAssembly?`)
      return {
        contents: `${source.replace(`data:application/octet-stream;base64,${base64}`, '')}
          export const yogaBytes = () => Buffer.from('${base64}', 'base64')`,
      }
    })
  },
}

/**
 * string-width makes a segmenter and regular expressions of whole Unicode properties as it loads: 15 ms, for texts that
 * a screen seldom has. So its module is a function here, called for the first text that needs it.
 */
export const widthWhenNeeded = {
  name: 'width-when-needed',
  setup(build) {
    build.onLoad({ filter: /[\\/]string-width[\\/]index\.js$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8')
      const imports = source.match(/^import .*$/gm) ?? []
      const body = source.replace(/^import .*$/gm, '').replace('export default function', 'function')
      if (imports.length === 0 || body.includes('export') || !body.includes('function stringWidth('))
        throw new Error(`${path} has changed: look at what it exports`)
      return {
        contents: `${imports.join('\n')}
          let made
          export default (text, options) => (made ??= make())(text, options)
          function make() {\n${body}\nreturn stringWidth\n}`,
      }
    })
  },
}

/**
 * ssh2 takes two native addons where they can be had: one that tells what the processor is good at, one with ciphers that
 * Node has as well. redis takes packages for measuring and for digests. Both look for each in a `try`, and go on without.
 */
export const leftOut = {
  name: 'left-out',
  setup(build) {
    build.onResolve(
      { filter: /^(cpu-features|@opentelemetry\/api|@node-rs\/xxhash)$|\.node$/ },
      ({ path }) => ({
        path,
        namespace: 'left-out',
      }),
    )
    build.onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({ contents: "throw new Error('left out')" }))
  },
}
