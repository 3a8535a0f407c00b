import ssh2 from 'ssh2'
import { expect, test, vi } from 'vitest'
import { newPrivateKey } from '../../src/workshop/host-key.ts'

test('a key that can’t be read again is made anew', () => {
  const good = newPrivateKey()
  const bad = good.replace(/\n[^-]{20}/, '\n')
  expect(ssh2.utils.parseKey(bad)).toBeInstanceOf(Error)
  const made = vi.spyOn(ssh2.utils, 'generateKeyPairSync')
  for (const text of [bad, bad, good]) made.mockReturnValueOnce({ private: text, public: '' })
  expect(ssh2.utils.parseKey(newPrivateKey())).not.toBeInstanceOf(Error)
  expect(made).toHaveBeenCalledTimes(3)
  made.mockRestore()
})
