// Stands for a worker of the embedded model: speaks its protocol and does what the last piece of a prompt says.
import { appendFileSync, existsSync } from 'node:fs';

/** How many questions this process has answered. */
let answered = 0;
const cancelled = new Set();
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits for a file, or until the question is cancelled. */
async function fileAt(path, id) {
  while (!existsSync(path)) {
    if (cancelled.has(id)) throw Object.assign(new Error('the call was interrupted'), { reason: 'aborted' });
    await sleep(2);
  }
}

async function open(modelPath) {
  if (modelPath === 'broken') throw new Error('this is no model');
  if (modelPath === 'deadly') process.kill(process.pid, 'SIGKILL');
  // A model that is there only until the file `gone` is.
  if (modelPath.startsWith('until:') && existsSync(modelPath.slice('until:'.length)))
    throw new Error('the file is gone');
}

async function answer(id, { verb, prompt, modelPath }) {
  if (verb === 'open') {
    await open(modelPath);
    return { verb };
  }
  const [command, argument] = prompt.pieces.at(-1).split(' ');
  if (command === 'die') process.kill(process.pid, 'SIGKILL');
  if (command === 'exit') process.exit(7);
  if (command === 'fail') throw Object.assign(new Error('it failed'), { reason: 'failed' });
  if (command === 'long') throw Object.assign(new Error('too long'), { reason: 'too-long' });
  if (command === 'log') appendFileSync(argument, `${process.pid} ${prompt.pieces[0]}\n`);
  if (command === 'wait') await fileAt(argument, id);
  answered += 1;
  if (verb === 'write') {
    return { verb, text: String(process.pid), finishReason: 'stop', promptTokens: 1, completionTokens: 1 };
  }
  return { verb, logs: [-process.pid, -answered], tokens: [1, 1], promptTokens: prompt.pieces.length };
}

let queue = Promise.resolve();
process.on('message', (message) => {
  if ('cancel' in message) return void cancelled.add(message.cancel);
  const { id, question } = message;
  queue = queue.then(async () => {
    try {
      process.send({ id, answer: await answer(id, question) });
    } catch (error) {
      process.send({ id, error: error.message, reason: error.reason ?? 'failed' });
    }
  });
});
process.on('disconnect', () => process.exit(0));
