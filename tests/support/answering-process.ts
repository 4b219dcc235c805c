/** A process that answers, and tells its parent where it is and what it is asked: `node … SEED`. */
import { answeringEndpoint } from './answering-endpoint.js';

const { baseUrl } = await answeringEndpoint(process.argv[2] ?? '', (asked) => process.send?.({ asked }));
process.send?.({ baseUrl });
process.once('disconnect', () => process.exit());
