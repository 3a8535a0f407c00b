import { appendFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'

// A worker of a server as the primary sees it, without SSH: it tells whoever is connected its process id, and dies when they
// say anything. As long as there is a file `broken` in the learners' folder it can't begin; `begun` there has all that tried.

let begin = () => {}
const begun = new Promise(resolve => {
  begin = resolve
})

// Of a server that has just ended nothing is asked.
const ask = (what, about) =>
  process.connected && process.send({ netsplit: 'ask', n: 0, what, about }, undefined, {}, () => {})

process.on('message', async (message, socket) => {
  const { netsplit, n, what, about, connection } = message
  if (netsplit === 'connection') {
    await begun
    ask('taken', connection)
    if (!socket) return ask('gone', connection)
    socket.on('close', () => ask('gone', connection))
    socket.write(`${process.pid}\n`)
    socket.on('error', () => {}).on('data', () => process.kill(process.pid, 'SIGKILL'))
  }
  if (netsplit !== 'ask') return
  if (what === 'start') appendFileSync(join(about.learners, 'begun'), `${process.pid}\n`)
  const isBroken = what === 'start' && existsSync(join(about.learners, 'broken'))
  if (!isBroken) begin()
  process.send({ netsplit: 'answer', n, ...(isBroken ? { why: 'planted' } : { answer: null }) })
})
process.on('disconnect', () => process.exit(0))
