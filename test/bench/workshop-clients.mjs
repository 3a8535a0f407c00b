// Learners' clients for the bench of a workshop: they are in another process than the server.
import xterm from '@xterm/headless'
import ssh2 from 'ssh2'

/**
 * A client with a terminal, animated from here on. `looks` keeps its screen, which takes far more time than the server
 * needs for it; `windowBytes` is all that it will ever take, and then it stalls.
 */
export async function comeIn(port, username, { looks = false, windowBytes = null } = {}) {
  const client = new ssh2.Client()
  client.on('error', () => {})
  await new Promise((resolve, reject) => {
    client.on('ready', resolve)
    client.on('close', () => reject(new Error('the server let nobody in')))
    client.on('keyboard-interactive', (_name, _text, _lang, prompts, finish) => finish(prompts.map(() => '')))
    client.connect({ host: '127.0.0.1', port, username, tryKeyboard: true })
  })
  if (windowBytes !== null) narrow(client, windowBytes)
  const channel = await new Promise((resolve, reject) =>
    client.shell({ cols: 80, rows: 24, term: 'xterm-256color' }, (error, made) =>
      error ? reject(error) : resolve(made),
    ),
  )
  const screen = looks
    ? new xterm.Terminal({ cols: 80, rows: 24, allowProposedApi: true, convertEol: true })
    : null
  const arrivals = []
  channel.on('data', data => {
    arrivals.push(performance.now())
    screen?.write(data, () => screen.told?.(performance.now()))
  })
  return {
    channel,
    arrivals,
    /** When the screen first shows it, in ms of this process's clock. */
    shows: what => shows(screen, what),
    leave: () => client.destroy(),
  }
}

/** Has the next channel opened with a window of so many bytes; ssh2 itself believes in two megabytes, and opens no more of it. */
function narrow(client, windowBytes) {
  const protocol = client._protocol
  const open = protocol.session.bind(protocol)
  protocol.session = (channel, _window, packet) => open(channel, windowBytes, packet)
}

function shows(screen, what, limitMs = 20_000) {
  const line = row => screen.buffer.active.getLine(row)?.translateToString(true) ?? ''
  const seen = () => Array.from({ length: screen.rows }, (_, row) => line(row)).join('\n')
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the screen never showed ${what}:\n${seen()}`)), limitMs)
    screen.told = at => {
      if (!what.test(seen())) return
      clearTimeout(timer)
      screen.told = undefined
      resolve(at)
    }
    screen.told(performance.now())
  })
}
