// The faulty endpoint in a thread: says its address, and, when it is asked, how many requests it saw.
import { parentPort, workerData } from 'node:worker_threads';
import { startFaultyEndpoint } from './faulty-endpoint.js';

const endpoint = await startFaultyEndpoint(workerData);
parentPort.postMessage(endpoint.baseUrl);
parentPort.on('message', () => parentPort.postMessage(endpoint.requests.length));
