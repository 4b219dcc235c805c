// The faulty endpoint as a process: says its address, and, when it is asked, how many requests it saw.
import { startFaultyEndpoint } from './faulty-endpoint.js';

const [latencyMs, share] = process.argv.slice(2).map(Number);
const endpoint = await startFaultyEndpoint({ latencyMs, share });
process.send(endpoint.baseUrl);
process.on('message', () => process.send(endpoint.requests.length));
