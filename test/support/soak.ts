/** Whether what takes long is to be done in full (`npm run soak`): 200 kills for 40, a minute for 3 seconds. */
export const SOAK = (process.env['NETSPLIT_SOAK'] ?? '') !== ''
